"""Meetings that remember: what was named comes back by itself. Where to look:

what comes back   `carrying_over` (the rules, as a table): every page asks it
before            `agenda` (the one function that makes an agenda), `agenda_page`, `working_forms`,
                  `preparing` (the room of one side), `leading`, `who_comes`, `calendar_file`
during            `live_page`, `pulse` (do others see something new?), `who_is_there`
risks             `risk_talk` (one at a time), `risk_history` (marks), `risk_page` (the register),
                  `from_a_room` (what was found in a room becomes one)
actions           `who_does_what` (one list with the lines of agreements), `owning`,
                  `action_stands`; decisions: `decision_to_line`; `perspectives`
knots             `knots`
after             `minutes` and `minutes_rows`, `sharing`

What is stored, and every verb on it, is in `models`; what a meeting can do stands beside it, in
`planning`, `arranging`, `running` and `closing`. `states` says which state may follow which.
`texts` lists what can be reported and hidden, `personal` what is about a person.
"""
