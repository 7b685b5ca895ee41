"""What QGIS's --code runs: it hands over to the driver, because QGIS runs this text without a module or file name."""

import json
import os
import sys

with open(os.environ["WINDOW_REQUEST"], encoding="utf-8") as file:
    sys.path.insert(0, json.load(file)["here"])

import driver

driver.begin(os.environ["WINDOW_REQUEST"])
