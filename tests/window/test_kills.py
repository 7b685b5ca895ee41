"""QGIS is killed at random moments while records are entered: every confirmed record is there, the draft is offered.

KILLS=50 in the environment makes a long day of it; what is checked is the same.
"""

import json
import os
import random
from pathlib import Path

import pytest
from harness import WindowError, run_in_qgis

HERE = Path(__file__).resolve().parent
KILLS = int(os.environ.get("KILLS", "3"))
SEED, SHORTEST, LONGEST = 20310204, 1.0, 16.0


def test_no_kill_takes_a_confirmed_record_or_a_draft(tmp_path):
    chance = random.Random(SEED)
    journal = tmp_path / "journal"
    arguments = {"casefile": str(tmp_path / "week.gpkg"), "journal": str(journal)}
    for turn in range(KILLS):
        own = {**arguments, "turn": turn, "seconds": chance.uniform(SHORTEST, LONGEST)}
        with pytest.raises(WindowError, match="status -9"):
            run_in_qgis(HERE / "scenario_kills.py", tmp_path / "profiles", arguments=own)
    own = {**arguments, "turn": KILLS, "seconds": None}
    run_in_qgis(HERE / "scenario_kills.py", tmp_path / "profiles", arguments=own)
    confirmed, kept, looks = [], "", 0
    for event in map(json.loads, journal.read_text("utf-8").splitlines()):
        if event["event"] == "found":
            looks += 1
            assert set(confirmed) <= set(event["saved"])
            assert len(set(event["saved"])) == len(event["saved"])
            if kept and kept not in event["saved"]:
                assert "not saved" in event["offer"]
                assert event["summary"].startswith(kept)
            kept = ""
        elif event["event"] == "saved":
            confirmed.append(event["summary"])
            kept = ""
        else:
            kept = event["summary"]
    assert looks == KILLS
    assert confirmed
