"""A dossier that came from another by a few texts says the same as one made anew."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from jixiao_desktop.domain.dossier import Dossier, Entry, of_texts

PATHS = ("goal", "monitoring.as_of", "monitoring.sections.problems", "indicators.a.name",
         "indicators.b.name", "indicators.b.monitoring.actual")  # fmt: skip
PREFIXES = ("", "monitoring.", "monitoring.sections.", "indicators.b.", "indicators.")
TEXTS = st.dictionaries(st.sampled_from(PATHS), st.sampled_from(("", "一", "二")))


@given(st.dictionaries(st.sampled_from(PATHS), st.sampled_from(("一", "二"))), st.lists(TEXTS))
def test_what_lies_below_a_place_is_found_after_any_changes(
    first: dict[str, str], changes: list[dict[str, str]]
) -> None:
    dossier = of_texts(2024, first)
    for texts in changes:
        dossier = dossier.with_entries({path: Entry(text) for path, text in texts.items()})
        fresh = Dossier(2024, dict(dossier.entries))
        for prefix in PREFIXES:
            assert list(dossier.under(prefix)) == list(fresh.under(prefix))
