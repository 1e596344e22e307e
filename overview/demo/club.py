"""Some months of a chillclub: people, two texts, and what was said about them."""

from agreements.models import Comment, Confirmation
from agreements.states import CommentKind, Word
from initiatives.models import DutyKind, Initiative, Neighbourhood, ShareLink, Side

from .clock import pass_time
from .club_texts import draft_of_club, second_text
from .forgetting import come_and_be_forgotten
from .history import give_history, name_a_contact
from .life import end_table, try_table
from .lines import say_what_belongs
from .links import make_links
from .logbook import fill_logbook
from .look_backs import look_back_on_first
from .meetings import first_talk, fourth_talk, second_talk, third_talk
from .other_texts import propose_other_texts
from .own_words import explain_words
from .parties import agree_with_upstairs, let_them_speak
from .partnership import show_partnership
from .people import DemoPeople, join
from .profile import tell_about_club
from .progress import say_how_it_goes
from .renewing import answer_for_municipality, try_cooking
from .rooms import (
    DemoRooms,
    close_up,
    first_hours,
    give_keys,
    hang_up_codes,
    lend_key,
    make_building,
)
from .steps import take_steps


def make_chillclub(people: DemoPeople) -> tuple[ShareLink, DemoRooms]:
    """Gives its group link, and the building that it is in."""
    vogelbuurt = Neighbourhood.objects.create(name="Vogelbuurt")
    rooms = make_building(people, vogelbuurt)
    club = Initiative.log(
        by=people.samira,
        name="Chillclub De Kelder",
        sentence="Jongeren uit de Vogelbuurt met een eigen plek onder buurthuis De Merel.",
        neighbourhood=vogelbuurt,
        headcount=12,
        nicknames=["Noor", "Dex", "Jay", "Lina", "Moos"],
    )
    samira = club.participants.get(user=people.samira)
    link = ShareLink.make(club, by=samira)
    wouter = join(club, people.wouter, "Ik regel het gebouw voor jullie.", samira)
    wouter.take_duty(DutyKind.CONTACT, by=wouter)
    els = join(club, people.els, "Ik help Wouter en val voor hem in.", wouter)
    els.take_duty(DutyKind.STAND_IN, by=wouter)
    name = {p.name: p for p in club.participants.filter(side=Side.GROUP)}
    noor, dex, jay, lina, moos = (name[n] for n in ("Noor", "Dex", "Jay", "Lina", "Moos"))
    noor.show_name(by=noor, is_named=True)
    for person in (noor, dex):
        person.take_duty(DutyKind.KEY_HOLDER, by=samira)
    give_history(club, samira, wouter)
    tell_about_club(club, samira, wouter, noor)
    pass_time(6)

    first = draft_of_club(club, wouter, noor)
    say_what_belongs(first, noor)
    first_hours(first, rooms)
    first.propose(by=wouter)
    pass_time(3)
    times = first.clauses.get(key="times")
    question = Comment.add(
        times, by=dex, kind=CommentKind.QUESTION, text="Mag het in de vakantie ook overdag?"
    )
    pass_time(1)
    question.answer(by=wouter, text="Ja. In de vakantie mogen jullie er ook op woensdagmiddag in.")
    question.settle(by=dex)
    for person in (noor, dex, jay, lina):
        Confirmation.say(first, by=person, word=Word.BEHIND)
    Confirmation.say(
        first,
        by=moos,
        word=Word.BEHIND_WITH_CONCERN,
        text="Hopelijk blijft het leuk als er altijd iemand moet opletten.",
    )
    Confirmation.say(first, by=wouter, word=Word.BEHIND, has_mandate=True)
    first.take_effect(by=noor)
    give_keys(rooms, wouter, noor, dex)
    table = try_table(club, wouter, [noor, dex, jay, lina])
    first_talk(club, samira, wouter)
    pass_time(28)
    second_talk(club, wouter, dex)
    pass_time(30)
    third_talk(club, wouter, noor)
    end_table(table, noor)
    look_back_on_first(first, samira, wouter, els)

    second_text(first.agreement, samira, wouter, (noor, dex, lina, moos))
    jay.leave(by=samira)
    club.add_to_group("Sanne", by=noor)
    come_and_be_forgotten(first, samira, wouter)
    cooking = try_cooking(club, wouter, [noor, dex, lina])
    upstairs = agree_with_upstairs(club, wouter, [noor, dex, lina])
    pass_time(24)

    second = first.agreement.versions.get(number=2)
    means = second.clauses.get(key="means")
    Comment.add(
        means,
        by=dex,
        kind=CommentKind.QUESTION,
        text="Geldt de verzekering ook als iemand 15 is?",
    )
    Comment.add(
        second.clauses.get(key="cleaning"),
        by=wouter,
        kind=CommentKind.COMPLIMENT,
        text="Het ziet er elke week netjes uit. Dank jullie wel.",
    )
    propose_other_texts(second, wouter, (noor, dex, lina))
    take_steps(second, noor, wouter)
    say_how_it_goes(second, wouter, noor)
    lend_key(rooms, wouter, lina)
    hang_up_codes(rooms, people, wouter)
    close_up(rooms, noor)
    pass_time(12)
    link.take_seat("Rayan")
    answer_for_municipality(cooking, wouter)
    let_them_speak(upstairs, guide=samira)
    name_a_contact(club, noor)
    make_links(second, lina, by=samira)
    fill_logbook(club, samira, wouter, noor, dex)
    show_partnership(club, samira, wouter, noor)
    explain_words(club, noor, wouter)
    fourth_talk(club, wouter, els, noor)
    return link, rooms
