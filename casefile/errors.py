"""What can go wrong with a casefile, each as one sentence that says what, where and what to do now."""

from typing import Optional

from ..model.errors import IncidentMapperError
from ..model.language import counted, listed
from ..model.records import Record
from ..qgis_support.translation import tr


class CasefileError(IncidentMapperError):
    """Base of all errors of a casefile; whenever one is raised, no stored record was lost or changed."""


class CasefileMissing(CasefileError):
    """There is no such file."""

    def __init__(self, path: object) -> None:
        super().__init__(tr("There is no file {path}; check the name, or make a new casefile.").format(path=path))


class CasefileExists(CasefileError):
    """A new casefile would replace a file."""

    def __init__(self, path: object) -> None:
        super().__init__(
            tr("{path} exists already; open it, or choose another name for the new casefile.").format(path=path)
        )


class UnusableName(CasefileError):
    """QGIS cannot open files of that name: it parts a data source at '|', and GDAL takes %20 for a blank."""

    def __init__(self, path: object) -> None:
        super().__init__(
            tr("{path} contains | or %, which QGIS cannot open; choose another name or folder.").format(path=path)
        )


class NotACasefile(CasefileError):
    """The file is something else."""

    def __init__(self, path: object) -> None:
        super().__init__(tr("{path} is not a casefile of this program; choose another file.").format(path=path))


class CasefileUnreadable(CasefileError):
    """The user may not read the file."""

    def __init__(self, path: object) -> None:
        super().__init__(tr("{path} may not be read by you; ask its owner for the right to read it.").format(path=path))


class CasefileDamaged(CasefileError):
    """The file is cut short or broken inside."""

    def __init__(self, path: object, reason: str) -> None:
        super().__init__(
            tr("{path} is damaged ({reason}); open a backup copy of it instead.").format(path=path, reason=reason)
        )


class CasefileTooNew(CasefileError):
    """A later version of the plugin wrote it."""

    def __init__(self, path: object, found: int, known: int) -> None:
        super().__init__(
            tr(
                "{path} was written by a newer version of this program (its schema is version {found}, this program "
                "knows up to {known}); update the program to open it."
            ).format(path=path, found=found, known=known)
        )


class CasefileReadOnly(CasefileError):
    """The file or its folder cannot be written."""

    def __init__(self, path: object) -> None:
        super().__init__(
            tr(
                "{path} cannot be written, because the file or its folder is read-only; nothing was changed. "
                "Make both writable, or work on a copy."
            ).format(path=path)
        )


class CasefileLocked(CasefileError):
    """Somebody else is writing."""

    def __init__(self, path: object) -> None:
        super().__init__(
            tr(
                "{path} is being written by another program or another QGIS; nothing was changed. "
                "Save again when the other one is done."
            ).format(path=path)
        )


class LayerBeingEdited(CasefileError):
    """A layer of the casefile is in QGIS's edit mode in this very window."""

    def __init__(self, layer: str) -> None:
        super().__init__(
            tr(
                "The layer '{layer}' of the casefile is being edited by hand; nothing was changed. "
                "Save or discard its edits and leave the edit mode, then save again."
            ).format(layer=layer)
        )


class DiskFull(CasefileError):
    """No room for the write."""

    def __init__(self, path: object) -> None:
        super().__init__(
            tr("There is no room left on the disk for {path}; nothing was changed. Make room, then save again.").format(
                path=path
            )
        )


class WriteFailed(CasefileError):
    """The file's driver refused for a reason of its own, which is passed on."""

    def __init__(self, path: object, reason: str) -> None:
        super().__init__(
            tr("{path} could not be written ({reason}); nothing was changed. Save again, or work on a copy.").format(
                path=path, reason=reason
            )
        )
        self.reason = reason


class WriteCancelled(CasefileError):
    """The user stopped a long write."""

    def __init__(self, path: object) -> None:
        super().__init__(tr("Cancelled; {path} is as it was before.").format(path=path))


class DuplicateRecord(CasefileError):
    """A record or claim with the same uid is stored already."""

    def __init__(self, path: object) -> None:
        super().__init__(
            tr(
                "A record or claim with the same identifier is stored in {path} already; nothing was changed. "
                "Give the new one an identifier of its own."
            ).format(path=path)
        )


class UnknownRecord(CasefileError):
    """No record has that uid."""

    def __init__(self, uid: str) -> None:
        super().__init__(
            tr("The casefile holds no record {uid}; it was deleted, or never saved. Load the list again.").format(
                uid=uid
            )
        )


class UnreadableRecord(CasefileError):
    """A row holds what the repository never writes; somebody edited the table by hand."""

    def __init__(self, table: str, uid: str, reason: str) -> None:
        super().__init__(
            tr(
                "Record {uid} of table {table} cannot be read ({reason}); the table was edited by hand, "
                "correct that row in QGIS's attribute table."
            ).format(uid=uid, table=table, reason=reason)
        )


class MigrationFailed(CasefileError):
    """An older casefile could not be brought up to date."""

    def __init__(self, path: object, step: str, reason: str) -> None:
        super().__init__(
            tr(
                "{path} is of an older version and could not be brought up to date (step '{step}': {reason}); "
                "it is as it was before. Send a copy of it to the makers of this program."
            ).format(path=path, step=step, reason=reason)
        )


class RevisionConflict(CasefileError):
    """Somebody changed or deleted the record since it was read; both states are kept here to be shown.

    stored: what the casefile holds now, None where the record was deleted. given: what was to be saved.
    """

    def __init__(self, stored: Optional[Record], given: Record) -> None:
        if stored is None:
            sentence = tr(
                "The record was deleted by somebody else while you edited it; save it as a new record, or let it go."
            )
        else:
            sentence = tr(
                "The record was changed by {user} at {time} while you edited it; compare both and save again, "
                "nothing was overwritten."
            ).format(user=stored.stamp.modified_by or "?", time=stored.stamp.modified)
        super().__init__(sentence)
        self.stored, self.given = stored, given


class TaughtChanged(CasefileError):
    """A taught place is no longer as it was when it was read."""

    def __init__(self, name: str) -> None:
        super().__init__(
            tr(
                "What was taught of '{name}' was changed or forgotten by somebody else; nothing was changed now. "
                "Look at the list of taught places again."
            ).format(name=name)
        )


class ActorsChanged(CasefileError):
    """An actor is no longer as it was when it was read."""

    def __init__(self, name: str) -> None:
        super().__init__(
            tr(
                "'{name}' was changed or deleted by somebody else; nothing was changed now. Look at the registry of "
                "actors again."
            ).format(name=name)
        )


class ActorInUse(CasefileError):
    """An actor cannot go while records name it or other actors have it as their parent."""

    def __init__(self, name: str, records: int, units: int) -> None:
        reasons = []
        if records:
            reasons.append(counted("one record names it", "{number} records name it", records))
        if units:
            reasons.append(counted("it is the parent of one actor", "it is the parent of {number} actors", units))
        super().__init__(
            tr(
                "'{name}' cannot be deleted: {reasons}. Merge it into another actor, which then takes its place in all "
                "of them."
            ).format(name=name, reasons=listed(reasons))
        )


def write_error(path: object, reason: str) -> CasefileError:
    """The error for what SQLite said through QGIS; the words are those of sqlite.org/rescode.html."""
    said = reason.casefold()
    if "locked" in said or "busy" in said:
        return CasefileLocked(path)
    # A file that may not grow any more is "full" on a full disk and "disk I/O error" under a size limit or quota.
    if "is full" in said or "disk i/o" in said:
        return DiskFull(path)
    if "readonly" in said or "read-only" in said:
        return CasefileReadOnly(path)
    if "unique constraint" in said:
        return DuplicateRecord(path)
    return WriteFailed(path, " ".join(reason.split()))
