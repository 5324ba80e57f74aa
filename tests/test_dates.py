"""Dates as fields, pages and file names print them → ISO 8601; what is no date is none."""

import pytest

from extract.dates import date_in_name, iso_date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2024-06-18", "2024-06-18"),
        ("2024/6/8", "2024-06-08"),
        ("2024.6.18", "2024-06-18"),
        ("2024年6月18日", "2024-06-18"),
        ("20240618", "2024-06-18"),
        ("2024-06", "2024-06"),
        ("2024年6月", "2024-06"),
        (" 2024-06-18T23:30:00+08:00 ", "2024-06-18"),
        ("2024-06-18 09:30", "2024-06-18"),
        ("2024年06月18日 09:30:15", "2024-06-18"),
        ("2024", None),
        ("2024-13-01", None),
        ("2024-02-30", None),
        ("2024-06-18至20日", None),
        ("June 18, 2024", None),
        ("18/06/2024", None),
        ("", None),
    ],
)
def test_a_date_is_one_from_end_to_end(text: str, date: str | None) -> None:
    assert iso_date(text) == date


@pytest.mark.parametrize(
    ("name", "date"),
    [
        ("2024-06-18_x.txt", "2024-06-18"),
        ("20240618.txt", "2024-06-18"),
        ("人民日报20240618第3版.txt", "2024-06-18"),
        ("人民日报_2024年6月18日_03.txt", "2024-06-18"),
        ("2024-06.txt", "2024-06"),
        ("20240618_20240618.txt", "2024-06-18"),
        ("20240618_20240619.txt", None),
        ("000_96f8ddeaac8b8986.txt", None),
        ("a20240618b.txt", None),
        ("120240618.txt", None),
        ("20241318.txt", None),
        ("202406.txt", None),
        ("2024.txt", None),
    ],
)
def test_a_file_name_tells_a_date_if_it_holds_one(name: str, date: str | None) -> None:
    assert date_in_name(name) == date
