"""Buildings and rooms of the municipality, their keys, and what is left behind in them.

What is stored, and every verb on it, is in `models`: `place` (a building or a room in one),
`room_link` (the code on the wall), `report` ("er is iets"), `key` (who holds which key) and
`closing_check` (windows, light, door). Which hours an agreement has in a room stands in
`agreements`, as part of its text.

`views` ask whether somebody may, call a verb and answer; `forms` read what was typed. `opening`
says which walls a device opened by their code; `personal` lists what is about a person.
"""
