"""What another program or another QGIS does to a casefile; run as a script: other_process.py WHAT CASEFILE [MORE]."""

import os
import sqlite3
import sys
import time


def hold_write_lock(path, mode):
    """Another program in the middle of a write."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute(f"PRAGMA journal_mode = {mode}")
    connection.execute("BEGIN EXCLUSIVE" if mode == "delete" else "BEGIN IMMEDIATE")
    connection.execute("UPDATE casefile SET value = value")
    print("ready", flush=True)
    time.sleep(60)


def save(path, uid):
    """Another QGIS that changes one incident's summary and saves it."""
    from dataclasses import replace

    from qgis.core import QgsApplication

    application = QgsApplication([], False)
    application.initQgis()
    from libya_incident_mapper.casefile.repository import Casefile

    casefile = Casefile.open(path)
    casefile.user = "Somebody Else"
    casefile.save_incident(replace(casefile.incident(uid), summary="changed elsewhere"))
    print("ready", flush=True)


def save_with_little_room(path, limit):
    """A QGIS on a full disk: no file may grow beyond `limit` bytes."""
    import resource
    from datetime import date

    from qgis.core import QgsApplication

    application = QgsApplication([], False)
    application.initQgis()
    from libya_incident_mapper.casefile.errors import CasefileError
    from libya_incident_mapper.casefile.repository import Casefile
    from libya_incident_mapper.model.dates import DateRange
    from libya_incident_mapper.model.records import Incident

    casefile = Casefile.open(path)
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), int(limit)))
    long_text = "x" * 90_000
    records = [Incident("attack", DateRange.day(date(2018, 7, 24)), "is_libya", notes=long_text) for _ in range(50)]
    try:
        casefile.add_many(records)
    except CasefileError as error:
        print(type(error).__name__, error, flush=True)


def write_as_nobody(path):
    """A user without rights: reads, and is told that nothing can be written."""
    from dataclasses import replace

    from qgis.core import QgsApplication

    application = QgsApplication([], False)
    application.initQgis()
    from libya_incident_mapper.casefile.errors import CasefileError
    from libya_incident_mapper.casefile.repository import Casefile

    casefile = Casefile.open(path)
    os.setuid(65534)
    [known] = casefile.incidents()
    print(known.summary, flush=True)
    try:
        casefile.save_incident(replace(known, summary="new"))
    except CasefileError as error:
        print(type(error).__name__, error, flush=True)


def bring_up_to_date_as_nobody(path):
    """A user without rights opens a file of an older version."""
    from qgis.core import QgsApplication

    application = QgsApplication([], False)
    application.initQgis()
    from libya_incident_mapper.casefile.errors import CasefileError
    from libya_incident_mapper.casefile.repository import Casefile

    os.setuid(65534)
    try:
        Casefile.open(path)
    except CasefileError as error:
        print(type(error).__name__, error, flush=True)


def teach_as_nobody(path):
    """A user without rights teaches a place."""
    from qgis.core import QgsApplication

    application = QgsApplication([], False)
    application.initQgis()
    from libya_incident_mapper.casefile.errors import CasefileError
    from libya_incident_mapper.casefile.repository import Casefile
    from libya_incident_mapper.model.taught import TaughtPlace

    casefile = Casefile.open(path)
    os.setuid(65534)
    try:
        casefile.teach(TaughtPlace("Gate 200", 29.5, 20.1, 3000.0))
    except CasefileError as error:
        print(type(error).__name__, error, flush=True)


if __name__ == "__main__":
    globals()[sys.argv[1]](*sys.argv[2:])
