"""Geometry of the drawings: what is long is long in proportion, in every language."""

import re

from django.template.loader import render_to_string
from django.utils import translation

from events import charts
from events.figures import Row, Table


def table(*rows, columns=("A", "B")):
    return Table("essai", "Un essai", "Quoi", columns, [Row(label, numbers) for label, numbers in rows])


def drawn(chart):
    return render_to_string(chart.template, {"chart": chart})


def test_bars_are_as_long_as_their_numbers():
    chart = charts.bars(table(("un", (10, 0)), ("deux", (5, 5)), ("trois", (0, 0))), drawn=(0, 1), shares=True)
    assert [[part.length for part in row.parts] for row in chart.rows] == [["100"], ["50", "50"], []]
    assert chart.rows[1].parts[1].start == "50"
    assert [row.share[:2] for row in chart.rows] == ["67", "33", "0\N{NO-BREAK SPACE}"]
    assert [fill for fill, _words in chart.legend] == ["full", "hatched"]


def test_a_bar_within_its_places_shows_both():
    chart = charts.bars(table(("un", (10, 40)), ("deux", (20, 20))), of=1)
    assert [(part.fill, part.length) for part in chart.rows[0].parts] == [("track", "100"), ("full", "25")]
    assert [(part.fill, part.length) for part in chart.rows[1].parts] == [("track", "50"), ("full", "50")]


def test_columns_stand_on_the_ground_and_on_each_other():
    chart = charts.columns(table(("un", (2, 2)), ("deux", (1, 0))))
    first, second = chart.columns
    assert [(part.start, part.length) for part in first.parts] == [("90", "90"), ("0", "90")]
    assert [(part.start, part.length) for part in second.parts] == [("135", "45")]
    assert [tick.label for tick in chart.across] == ["0", "1", "2", "3", "4"]
    assert "5 en tout" in chart.description and "un, 4" in chart.description


def test_curves_end_where_nothing_is_known_and_show_the_limit():
    chart = charts.curves(
        table(("un", (0, 4)), ("deux", (2, None)), ("trois", (4, None))), limit=8, limit_label="8 places"
    )
    assert [curve.points for curve in chart.curves] == ["0,180 500,135 1000,90", "0,90"]
    assert chart.limit.at == "0"
    assert "8 places" in drawn(chart)
    assert {curve.line for curve in chart.curves} == {"solid", "dashed"}  # not by colour alone


def test_every_drawing_has_a_name_a_description_and_its_table():
    for chart in (charts.columns(table(("un", (12, 7)))), charts.curves(table(("un", (12, 7)), ("deux", (13, 8))))):
        page = drawn(chart)
        [names] = re.findall(r'role="img"[^>]* aria-labelledby="([^"]+)"', page)
        title, description = names.split()
        assert f'<title id="{title}">Un essai</title>' in page
        assert f'<desc id="{description}">' in page and chart.description in page
        assert ">12</td>" in page and ">7</td>" in page
    page = drawn(charts.bars(table(("un", (12, 7)))))
    assert 'aria-hidden="true"' in page and ">12</td>" in page


def test_no_language_writes_a_comma_into_an_attribute():
    with translation.override("fr"):
        page = drawn(charts.columns(table(("un", (1, 0)), ("deux", (2, 0)), ("trois", (3, 0)))))
    assert re.findall(r'(?:x|y|width|height)="[\d.]*,', page) == []
    assert "33.33" in page or "29.33" in page or "12.67" in page


def test_nothing_to_draw_is_drawn_without_an_error():
    for draw in (charts.bars, charts.columns, charts.curves):
        assert not draw(table()).table
        drawn(draw(table()))


def test_scales_are_round_numbers():
    for highest, labels in ((0, ["0"]), (3, ["0", "1", "2", "3"]), (180, ["0", "50", "100", "150", "200"])):
        chart = charts.columns(table(("un", (highest, 0))))
        assert [tick.label for tick in chart.across] == labels
