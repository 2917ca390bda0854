"""The application's style sheet, made from the colour tokens."""

from __future__ import annotations

from collections.abc import Callable

from playground.ui.look import icons
from playground.ui.look.colours import Colours

SHEET = """
* {{ outline: none; }}
QMainWindow, QDialog, QWidget[surface="background"] {{ background: {background}; }}
QWidget[surface="panel"] {{ background: {panel}; }}
QToolTip {{ background: {panel}; color: {text}; border: 1px solid {line}; padding: 4px 6px; font-size: {s12}px; }}

QLabel {{ background: transparent; color: {text}; }}
QLabel:disabled {{ color: {faint}; }}
QLabel[role="title"] {{ font-weight: 600; }}
QLabel[role="heading"] {{ font-size: {s18}px; font-weight: 600; }}
QLabel[role="muted"] {{ color: {muted}; }}
QLabel[role="small"] {{ color: {muted}; font-size: {s11}px; }}
QLabel[role="value"] {{ font-weight: 600; }}
QLabel[role="number"] {{ font-size: {s18}px; font-weight: 600; }}
QLabel[role="good"] {{ color: {good_text}; font-weight: 600; }}
QLabel[role="bad"] {{ color: {bad_text}; font-weight: 600; }}
QLabel[role="refusal"] {{
    color: {bad_text}; background: {bad_soft}; border: 1px solid {bad}; border-radius: 6px; padding: 5px 8px;
    font-weight: 600;
}}

QPushButton {{
    background: {panel}; color: {text}; border: 1px solid {line}; border-radius: 6px;
    padding: {s6}px {s11}px; min-height: {s17}px;
}}
QPushButton:hover {{ background: {hover}; }}
QPushButton:pressed, QPushButton:checked {{ background: {accent_soft}; }}
QPushButton:checked {{ color: {accent}; }}
QPushButton:focus {{ border-color: {accent}; }}
QPushButton:disabled {{ color: {faint}; background: {panel}; }}
QPushButton[kind="primary"] {{
    background: {accent}; color: {on_accent}; border-color: {accent}; font-weight: 600;
}}
QPushButton[kind="primary"]:hover {{ background: {accent_hover}; border-color: {accent_hover}; }}
QPushButton[kind="primary"]:pressed {{ background: {accent_pressed}; }}
QPushButton[kind="primary"]:focus {{ border: 2px solid {text}; padding: {s5}px {s10}px; }}
QPushButton[kind="primary"]:disabled {{ background: {line}; color: {muted}; border-color: {line}; }}
QPushButton[kind="flat"] {{
    background: transparent; border-color: transparent; padding: {s4}px {s6}px;
}}
QPushButton[kind="flat"]:hover {{ background: {hover}; }}
QPushButton[kind="flat"]:focus {{ border-color: {accent}; }}
QPushButton[compact="true"] {{
    padding: {s2}px {s7}px; min-height: {s16}px; font-size: {s12}px;
}}
QPushButton[compact="true"][face="icon"] {{ padding: {s2}px {s4}px; }}

QComboBox {{
    background: {panel}; color: {text}; border: 1px solid {line}; border-radius: 6px;
    padding: {s2}px {s3}px {s2}px {s8}px; min-height: {s18}px; font-size: {s12}px;
    combobox-popup: 0;
}}
QComboBox:hover {{ background: {hover}; }}
QComboBox:focus, QComboBox:on {{ border-color: {accent}; }}
QComboBox:disabled {{ color: {faint}; }}
QComboBox::drop-down {{ border: 0; width: {s18}px; subcontrol-position: right center; }}
QComboBox::down-arrow {{ image: url({chevron}); width: {s10}px; height: {s10}px; }}
QComboBox::down-arrow:disabled {{ image: url({chevron_faint}); }}
QComboBox[tight="true"] {{ padding: {s2}px {s4}px; }}
QComboBox[tight="true"]::drop-down {{ width: 0; }}
QComboBox[tight="true"]::down-arrow {{ image: none; width: 0; }}
QComboBox QAbstractItemView {{
    background: {panel}; color: {text}; border: 1px solid {line}; border-radius: 0; padding: 4px;
    selection-background-color: {accent_soft}; selection-color: {accent}; font-size: {s12}px;
}}
QComboBox QAbstractItemView::item {{
    min-height: {s24}px; padding: 0 {s6}px; border: 0; border-radius: 4px; color: {text};
}}
QComboBox QAbstractItemView::item:selected {{ background: {accent_soft}; color: {accent}; }}

QCheckBox, QRadioButton {{ background: transparent; color: {muted}; spacing: {s5}px; font-size: {s12}px; }}
QCheckBox:hover, QCheckBox:focus, QCheckBox:checked, QRadioButton:focus, QRadioButton:checked {{ color: {text}; }}
QCheckBox:disabled, QRadioButton:disabled {{ color: {faint}; }}
QCheckBox::indicator {{
    width: {s12}px; height: {s12}px; border: 1px solid {faint}; border-radius: 3px; background: {panel};
}}
QCheckBox::indicator:hover, QCheckBox::indicator:focus {{ border-color: {accent}; }}
QCheckBox::indicator:checked {{ background: {accent}; border-color: {accent}; image: url({check}); }}
QCheckBox::indicator:checked:focus {{ border: 1px solid {text}; }}
QCheckBox::indicator:disabled {{ background: {line}; border-color: {line}; }}
QRadioButton::indicator {{
    width: {s12}px; height: {s12}px; border: 1px solid {faint}; border-radius: {radio}px; background: {panel};
}}
QRadioButton::indicator:hover, QRadioButton::indicator:focus {{ border-color: {accent}; }}
QRadioButton::indicator:checked {{ background: {accent}; border-color: {accent}; image: url({dot}); }}
QRadioButton::indicator:checked:focus {{ border: 1px solid {text}; }}

QLineEdit, QSpinBox, QDoubleSpinBox, QPlainTextEdit, QTextEdit, QTextBrowser {{
    background: {panel}; color: {text}; border: 1px solid {line}; border-radius: 6px; padding: {s3}px {s6}px;
    selection-background-color: {accent_soft}; selection-color: {text};
}}
QLineEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus, QPlainTextEdit:focus, QTextEdit:focus {{
    border-color: {accent};
}}
QLineEdit[kind="inline"] {{
    background: transparent; border: 0; border-bottom: 1px solid transparent; border-radius: 0; padding: 0;
    font-weight: 600;
}}
QLineEdit[kind="inline"]:hover {{ border-bottom-color: {faint}; }}
QLineEdit[kind="inline"]:focus {{ border-bottom: 2px solid {accent}; }}
QLineEdit[kind="plain"] {{ background: transparent; border: 0; padding: 0 0 1px 0; font-size: {s12}px; }}
QLineEdit[invalid="true"] {{ border-color: {bad}; color: {bad_text}; }}
QLineEdit[kind="inline"][invalid="true"] {{ background: {bad_soft}; border-bottom: 2px solid {bad}; }}
QLineEdit:disabled {{ color: {faint}; }}
QSpinBox::up-button, QDoubleSpinBox::up-button, QSpinBox::down-button, QDoubleSpinBox::down-button {{
    border: 0; background: transparent; width: {s16}px;
}}
QSpinBox::up-arrow, QDoubleSpinBox::up-arrow {{ image: url({chevron_up}); width: {s8}px; height: {s8}px; }}
QSpinBox::down-arrow, QDoubleSpinBox::down-arrow {{ image: url({chevron}); width: {s8}px; height: {s8}px; }}

QMenuBar {{ background: {panel}; color: {muted}; border: 0; padding: 2px 8px 0 8px; font-size: {s12}px; }}
QMenuBar::item {{ background: transparent; padding: {s3}px {s8}px; border-radius: 5px; }}
QMenuBar::item:selected {{ background: {hover}; color: {text}; }}
QMenuBar::item:pressed {{ background: {accent_soft}; color: {accent}; }}
QMenu {{ background: {panel}; color: {text}; border: 1px solid {line}; padding: 5px; }}
QMenu::item {{ padding: {s5}px {s24}px {s5}px {s12}px; border-radius: 5px; }}
QMenu::item:selected {{ background: {accent_soft}; color: {accent}; }}
QMenu::item:disabled {{ color: {faint}; }}
QMenu::separator {{ height: 1px; background: {line}; margin: 4px 6px; }}
QMenu::indicator {{ width: {s12}px; height: {s12}px; margin-left: {s6}px; }}
QMenu::indicator:checked {{ image: url({check_menu}); }}

QScrollArea {{ background: transparent; border: 0; }}
QAbstractScrollArea::corner {{ background: transparent; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 2px; }}
QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 2px; }}
QScrollBar::handle {{ background: {line}; border-radius: 3px; }}
QScrollBar::handle:hover {{ background: {faint}; }}
QScrollBar::handle:vertical {{ min-height: 28px; }}
QScrollBar::handle:horizontal {{ min-width: 28px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}

QSplitter::handle {{ background: transparent; }}
QSplitter::handle:horizontal {{ width: 12px; }}
QSplitter::handle:vertical {{ height: 12px; }}

QTableView, QTreeView, QListView {{
    background: {panel}; color: {text}; border: 1px solid {line}; border-radius: 6px; gridline-color: {line};
    alternate-background-color: {hover}; selection-background-color: {accent_soft}; selection-color: {text};
}}
QHeaderView {{ background: {panel}; border: 0; }}
QHeaderView::section {{
    background: {panel}; color: {muted}; border: 0; border-bottom: 1px solid {line}; padding: {s4}px {s6}px;
    font-size: {s11}px;
}}

QFileDialog QToolButton#backButton {{ qproperty-icon: url({dialog_back}); }}
QFileDialog QToolButton#forwardButton {{ qproperty-icon: url({dialog_forward}); }}
QFileDialog QToolButton#toParentButton {{ qproperty-icon: url({dialog_up}); }}
"""


def stylesheet(colours: Colours, px: Callable[[float], int]) -> str:
    """Return the style sheet in these colours; `px` gives a length at the current text size."""
    names: tuple[str, ...] = (
        "background",
        "panel",
        "line",
        "text",
        "muted",
        "faint",
        "accent",
        "accent_soft",
        "on_accent",
        "hover",
    )
    names += ("bad", "bad_soft", "bad_text", "good_text")
    values: dict[str, object] = {name: getattr(colours, name).name() for name in names}
    values |= {f"s{size}": px(size) for size in range(2, 25)}
    lighter, darker = colours.accent.lighter(110), colours.accent.darker(115)
    values |= {
        "accent_hover": (lighter if colours.dark else darker).name(),
        "accent_pressed": darker.name(),
        "radio": px(12) // 2,
        "chevron": icons.tinted_file("chevron-down", colours.muted),
        "chevron_up": icons.tinted_file("chevron-up", colours.muted),
        "chevron_faint": icons.tinted_file("chevron-down", colours.faint),
        "check": icons.tinted_file("check", colours.on_accent),
        "check_menu": icons.tinted_file("check", colours.accent),
        # Qt's own arrows are black, whatever the theme.
        "dialog_back": icons.tinted_file("chevron-left", colours.text),
        "dialog_forward": icons.tinted_file("chevron-right", colours.text),
        "dialog_up": icons.tinted_file("chevron-up", colours.text),
        "dot": icons.tinted_file("dot", colours.on_accent),
    }
    return SHEET.format(**values)
