"""A check box for an option of a decision view."""

from playground.ui.views.plane.decision_view import DecisionView
from playground.ui.widgets.check_box import CheckBox
from playground.ui.widgets.names import set_names


def option_box(view: DecisionView, option: str, text: str, tooltip: str) -> CheckBox:
    """Shows one of DecisionOptions, and changes it."""
    box = CheckBox(text, tooltip=tooltip, checked=getattr(view.options, option))
    set_names("decision", **{option: box})
    box.toggled.connect(lambda on: view.set_options(**{option: on}))
    return box
