"""Moments of the past as the window writes them."""

from datetime import datetime

from PySide6.QtCore import QDate, QLocale


def moment(when: float) -> str:
    """Seconds since the epoch → the time of today, or the day as well."""
    then = datetime.fromtimestamp(when)
    if then.date() == datetime.now().date():
        return then.strftime("%H:%M")
    day = QLocale().toString(QDate(then.year, then.month, then.day), QLocale.FormatType.ShortFormat)
    return f"{day}, {then:%H:%M}"
