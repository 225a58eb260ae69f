"""What guests read."""

import re

import pytest

from server.notifications.contacts.domain import masked
from server.notifications.messages.amounts import in_words
from server.notifications.messages.texts import TEXTS, content_of, spoken_for

_VARIABLE = re.compile(r"\{\{(\d)\}\}")
_ALPHABETS = {"hi": "[\u0900-\u097f]", "ml": "[\u0d00-\u0d7f]"}

every_text = pytest.mark.parametrize("text_key", TEXTS)


@every_text
def test_every_text_is_there_in_every_language(text_key: str) -> None:
    assert set(TEXTS[text_key]) == {"en", "hi", "ml"}
    for language, alphabet in _ALPHABETS.items():
        assert len(re.findall(alphabet, TEXTS[text_key][language])) > 15


@every_text
def test_a_text_says_the_same_in_every_language(text_key: str) -> None:
    named = {language: set(_VARIABLE.findall(text)) for language, text in TEXTS[text_key].items()}
    assert named["en"] == named["hi"] == named["ml"]
    assert sorted(named["en"]) == [str(number) for number in range(1, len(named["en"]) + 1)]


@every_text
def test_nothing_of_a_template_is_left_in_a_message(text_key: str) -> None:
    count = len(set(_VARIABLE.findall(TEXTS[text_key]["en"])))
    values = [f"value-{number}" for number in range(count)]
    for language in TEXTS[text_key]:
        text = content_of(text_key, language, values).text
        assert "{{" not in text
        assert all(value in text for value in values)


@pytest.mark.parametrize(
    ("wish", "language"),
    [("ml-IN", "ml"), ("HI", "hi"), ("en_GB", "en"), ("ta", "en"), ("pt-BR", "en"), ("mlx", "en")],
)
def test_what_is_not_spoken_falls_back_to_english(wish: str, language: str) -> None:
    assert spoken_for("ORDER_READY", wish) == language


def test_a_cook_s_own_words_fit_into_a_template() -> None:
    reason = "no more\n\tprawns  today. " + "x" * 500
    content = content_of("ORDER_ENDED", "en", ["Chakara", "A7", reason])
    assert "no more prawns today" in content.text
    assert "\n" not in content.text
    assert len(content.variables[2]) <= 160


@pytest.mark.parametrize(
    ("amount", "currency", "words"),
    [
        (125_000, "INR", "₹1,250.00"),
        (5, "EUR", "€0.05"),
        (900, "JPY", "JPY 900"),
        (1_500, "KWD", "KWD 1.500"),
        (4_200, "CHF", "CHF 42.00"),
    ],
)
def test_amounts_are_written_as_people_write_them(amount: int, currency: str, words: str) -> None:
    assert in_words(amount, currency) == words


@pytest.mark.parametrize(
    ("phone", "shown"),
    [
        ("+919876543210", "+91 •••••• 3210"),
        ("+15005550006", "+1 •••••• 0006"),
        ("+351912345678", "+351 ••••• 5678"),
        ("+4915112345678", "+49 ••••••• 5678"),
    ],
)
def test_a_number_is_hidden_but_for_its_end(phone: str, shown: str) -> None:
    assert masked(phone) == shown
