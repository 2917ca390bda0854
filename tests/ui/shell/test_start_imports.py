"""What the window neither loads nor makes before it is needed: the sooner it is there."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
NOT_AT_THE_START = {
    "PIL",
    "csv",
    "pyqtgraph",
    "playground.data.contents",
    "playground.data.filters",
    "playground.data.number_maps",
    "playground.data.pictures",
    "playground.data.value_sets",
    "playground.document.archive",
    "playground.engine.window_sums",
    "playground.training.chosen_convolution",
    "playground.training.chosen_images",
    "playground.training.chosen_values",
    "playground.training.convolution_snapshot",
    "playground.training.convolution_trainer",
    "playground.training.perceptron_snapshot",
    "playground.training.perceptron_trainer",
    "playground.training.walk",
    "playground.export",
    "playground.ui.panels.layers.code_panel",
    "playground.ui.panels.layers.sight_choice",
    "playground.ui.panels.points.value_choice",
    "playground.ui.panels.training.loss_options",
    "playground.ui.panels.training.schedule_controls",
    "playground.ui.panels.training.setting_rows",
    "playground.ui.panels.training.stop_conditions",
    "playground.ui.shell.help_windows",
    "playground.ui.shell.settings_page",
    "playground.ui.views.curves.weights_view",
    "playground.ui.views.maps",
    "playground.ui.views.plane.layer_view",
    "playground.ui.views.regression",
    "playground.ui.views.space",
    "playground.ui.views.walk",
    "playground.ui.widgets.message_details",
    "playground.ui.workspaces.network.confusion_page",
    "playground.ui.workspaces.network.one_map_page",
    "playground.ui.workspaces.network.result_options",
    "playground.ui.workspaces.network.walk_page",
    "playground.ui.workspaces.convolution.workspace",
    "playground.ui.workspaces.images.workspace",
    "playground.ui.workspaces.perceptron.workspace",
    "playground.ui.workspaces.regression.workspace",
}
WIDGETS = 425
"""So many are made at most; about half of them are seen, and a quarter are those that Qt makes for every list."""
PROGRAM = """
import linecache
import sys
from playground.ui.session.process import prepare_process
prepare_process()
read = {{*linecache.cache}}
from playground.ui.shell.app import make_application, start
from playground.ui.shell.studio import Studio
from playground.ui.shell.window_memory import NoSettings
app = make_application()
studio = Studio(NoSettings())
start(studio, "network")
app.processEvents()
print(*sorted({names!r} & {{*sys.modules}}))
print(*sorted({{*linecache.cache}} - read))
print(len(app.allWidgets()))
studio.finish()
"""


def test_a_first_window_is_painted_without_what_it_does_not_show() -> None:
    command = [sys.executable, "-c", PROGRAM.format(names=NOT_AT_THE_START)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    loaded, sources, widgets = done.stdout.splitlines()
    assert loaded == ""
    assert sources == "", "PySide need not read what it imports"
    assert int(widgets) <= WIDGETS
