"""Looking back together: what both sides see, how they go on, and what they learn. Where to look:

planning    `moments` and `planning` (the next day, who does what until then, is it feasible),
            `inviting` (how many are asked, and how they answer then)
looking     `questions` (what is asked), `steps` and `sheet` (the screens on which it is filled in)
trust       `sentences`, `publishing` (what is shown of a sum, once), `disclosure` (which numbers
            point at nobody), `answered_here` (the cookie against answering twice)
together    `together` (the page of the result), `result_rows` (loads it), `lines_together`,
            `trust_together`, `trend`, `on_agenda`
going on    `going_on` (the rules) and `going_on_page`; `models/closing` carries it out
the group   `own_rounds`
learning    `learning`, `fitting` and `lessons_for` (which lessons fit), `ready_questions`,
            `asking_around`, `patterns`

The next day and its rhythm are fields of the agreement; `agreements/looking_back.py` says how it
stands with that day. A look-back is a row once somebody begins it: people answer, then both sides
read and talk, then it is closed (`states`). What is stored, and every verb on it, is in `models`.
`texts` lists what can be reported and hidden, `personal` what is about a person. Of the trust check
nothing is: there are no answers, only a sum.
"""
