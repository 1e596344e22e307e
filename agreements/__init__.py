"""What both sides agree, from the first draft to the end. Where to look:

writing     `writing` and `filling` (the pages), `blanks`, `people` ({@12} in a text), `readiness`
            (what is still needed), `readable` (friendly notes), `coverage`; what a draft begins
            with: `library`, `templates`, `earlier`
reading     `reading` (the page), with `loading`, `clause_views`, `roles`, `open_points`, `looking`
            (what is new to somebody), `shortening` (on one screen), `paper` (wall and print),
            `explaining` (hard words), `at_a_glance` (how it goes, in one card), `beside` (what
            comes along with a text)
reacting    `threads` and `conversation` (what was said), `proposals` (other texts), `taking_over`
standing    `carrying` (do both sides carry it?), `spoken` (who said what), `own_word`, `reminding`
behind it
outside     `other_parties` (neighbours, a school), `party_reading` and `holding` (their link),
            `outside` (what somebody with only a link reads)
over time   `states`, `sealing`, `through_time` (what held on a day), `copying` (what a new version
            takes over)
going on    `rhythm` ("elke maand"), `progress` and `load_progress` (kept, running, late, silent),
            `how_it_stands` and `line_history` (the pages of it), `silence` (who is asked), `steps`
            ("als …, dan …"), `advice` (questions of law), `contested` (what may not be asked),
            `asking` (what its days and its people ask of both sides), `looking_back` and `every`
            (the next day on which both look back)
in a room   `hours` (on the clock), `hours_in_words`, `hours_to_write` and `hours_to_read` (in a
            text), `clashes` (nobody has a room twice), `rooms` (who sees which), `room_week` and
            `week_grid`, `room_times` (for the wall), `our_place`, `calendar_file`, `weekly_hours`
            (what is given), `keys`
as PDF      `paper_text`, `public_text` (without persons), `poster_text`; see config/pdf.py
differing   `comparing` (two texts), `pairing` (which clause was which), `changes` (two versions),
            `excerpts`

What is stored, and every verb on it, is in `models`; `views` ask whether somebody may, call a verb
and answer; `forms` read what was typed. `masking`, `personal` and
`personal_living` are for forgetting names.
"""
