"""For every test: the package under its real name, and nothing of the user's own home read or written."""

import contextlib
import os
import shutil
import tempfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
_home = Path(tempfile.mkdtemp(prefix="libya-incident-mapper-tests-"))


def _link_the_package() -> None:
    """The repository root is the package; it becomes importable through a link that bears its name."""
    link = ROOT / "build" / "plugins" / "libya_incident_mapper"
    link.parent.mkdir(parents=True, exist_ok=True)
    with contextlib.suppress(FileExistsError):
        link.symlink_to(Path("..", ".."))


def _leave_the_users_home() -> None:
    """For what tests start; QGIS itself is running already, in the profile that pytest-qgis gave it."""
    runtime = _home / "run"
    runtime.mkdir(mode=0o700)
    os.environ.update(
        HOME=str(_home),
        XDG_RUNTIME_DIR=str(runtime),
        XDG_CONFIG_HOME=str(_home / "config"),
        XDG_DATA_HOME=str(_home / "data"),
        XDG_CACHE_HOME=str(_home / "cache"),
    )
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


_link_the_package()
_leave_the_users_home()


def pytest_unconfigure(config: pytest.Config) -> None:
    """The scratch home goes, and the profile that pytest-qgis makes beside pytest.ini: each run starts clean."""
    shutil.rmtree(_home, ignore_errors=True)
    if config.pluginmanager.hasplugin("pytest_qgis"):  # else it is the profile of a run beside this one
        shutil.rmtree(ROOT / ".qgis-settings", ignore_errors=True)


@pytest.fixture
def run_sql(qgis_app):
    """Run one statement on a file that the plugin knows nothing of, as somebody's own SQL in QGIS does."""
    from qgis.core import QgsProviderRegistry

    def run(path, statement):
        QgsProviderRegistry.instance().providerMetadata("ogr").createConnection(str(path), {}).executeSql(statement)

    return run


@pytest.fixture(scope="session")
def new_casefile(qgis_app, tmp_path_factory):
    """Make an empty casefile: one of each title is made and then copied, because making one takes its time."""
    from libya_incident_mapper.casefile.repository import Casefile

    made = {}

    def make(path, title="Week 30"):
        if title not in made:
            made[title] = Casefile.create(tmp_path_factory.mktemp("casefile") / "empty.gpkg", title).path
        shutil.copy(made[title], path)
        return Casefile(path)

    return make


@pytest.fixture
def group_edits():
    """Lets layers of one file share one transaction, as the project's properties offer, until the test ends."""
    from qgis.core import Qgis, QgsProject

    project = QgsProject.instance()

    def choose(is_grouped=True):
        if hasattr(project, "setTransactionMode"):
            modes = Qgis.TransactionMode
            project.setTransactionMode(modes.AutomaticGroups if is_grouped else modes.Disabled)
        else:
            project.setAutoTransaction(is_grouped)

    yield choose
    choose(False)
