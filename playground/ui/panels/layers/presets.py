"""Ready architectures: their layers as words, and what they are called."""

from PySide6.QtCore import QCoreApplication

PRESETS = {
    "small": "conv8x5:relu pool2",
    "two": "conv8x3:relu pool2 conv16x3:relu pool2",
    "lenet": "conv6x5:relu pool2 conv16x5:relu pool2 dense120:relu dense84:relu",
    "dropout": "conv16x3:relu pool2 conv32x3:relu pool2 dense64:relu dropout0.5",
    "dense": "dense64:relu dense32:relu",
    "none": "",
}

translate = QCoreApplication.translate


def preset_titles() -> dict[str, str]:
    """What menus call them."""
    return {
        "small": translate("Presets", "Small: one convolution"),
        "two": translate("Presets", "Two convolutions"),
        "lenet": translate("Presets", "Like LeNet-5"),
        "dropout": translate("Presets", "Wider, with dropout"),
        "dense": translate("Presets", "Dense layers only"),
        "none": translate("Presets", "No hidden layer"),
    }
