"""The browser tests' own tools: each must be able to see what it is there for."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_page_of_ours_answers(page):
    answer = page.goto("/healthz")
    assert answer.status == 200


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("console.error('au')", ["console: au"]),
        ("setTimeout(() => { throw new Error('stuk') })", ["exception: stuk"]),
        (
            "document.body.append(Object.assign(new Image(), {src: 'http://127.0.0.2:18999/x'}))",
            ["request to another host: http://127.0.0.2:18999/x", "ERR_CONNECTION_REFUSED"],
        ),
    ],
)
def test_a_complaint_of_the_browser_is_seen(page, complaints, expected_complaints, script, said):
    expected_complaints += said
    page.evaluate(script)
    page.wait_for_timeout(200)
    assert len(complaints) == len(said)


def test_our_own_policy_stops_a_request_to_another_host(page, expected_complaints):
    expected_complaints += ["Content Security Policy"]
    page.goto("/healthz")
    assert page.evaluate("fetch('http://127.0.0.2:18999/').catch(() => 'stopped')") == "stopped"


def test_a_second_person_is_watched_as_well(new_context, complaints, expected_complaints):
    expected_complaints.append("status of 404")
    page = new_context().new_page()
    page.goto("/bestaat-niet/")
    assert complaints


def test_axe_sees_a_picture_without_words(page, axe):
    page.set_content("<html lang=nl><title>t</title><main><h1>h</h1><img src='data:,'></main>")
    with pytest.raises(AssertionError, match="image-alt"):
        axe(page)
    page.set_content("<html lang=nl><title>t</title><main><h1>h</h1><p>tekst</p></main>")
    axe(page)


def test_a_window_without_javascript(new_context):
    page = new_context(java_script_enabled=False).new_page()
    page.set_content("<p>stil</p><script>document.body.append('luid')</script>")
    expect(page.locator("body")).not_to_contain_text("luid")
