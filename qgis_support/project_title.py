"""What files that are exported from a project say of it."""

from contextlib import contextmanager
from typing import Iterator

from qgis.core import QgsProject, QgsProjectMetadata


@contextmanager
def titled(project: QgsProject, title: str) -> Iterator[None]:
    """For as long as it lasts, exported files have this title and no author; the project is as it was after it.

    QGIS makes the name of the user's account the author of a new project and writes it into pictures and PDFs; into
    PDFs of 3.40 and later even where it is told to write nothing of the kind.
    """
    own, said = project.metadata(), QgsProjectMetadata()
    said.setTitle(title)
    with QgsProject.blockDirtying(project):
        project.setMetadata(said)
        try:
            yield
        finally:
            project.setMetadata(own)
