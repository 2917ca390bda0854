"""What the perceptron's rules are called, and what they answer with."""

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


def rule_names() -> dict[str, str]:
    """By the names that documents know."""
    return {
        "rosenblatt": translate("PerceptronRules", "Rosenblatt 1958"),
        "averaged": translate("PerceptronRules", "Averaged"),
        "pocket": translate("PerceptronRules", "Pocket"),
    }


def rule_text(name: str) -> str:
    """A rule's name in the window, as it is where there is no other."""
    return rule_names().get(name, name)
