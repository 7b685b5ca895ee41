"""The strict reader for the comma-separated lists that ship in `resources/`."""

import csv
from pathlib import Path
from typing import Dict, Iterator, Sequence, Tuple

from .errors import DataFileError

RESOURCES = Path(__file__).resolve().parent.parent / "resources"


def read_table(path: Path, columns: Sequence[str]) -> Iterator[Tuple[int, Dict[str, str]]]:
    """Yield (line number, row) of a UTF-8 CSV file whose header must be exactly `columns`.

    Raises DataFileError, naming the line, for another header, a short or long row, or text
    with blanks around it (which would silently fail to match anything).
    """
    with path.open(encoding="utf-8", newline="") as stream:
        reader = csv.reader(stream, strict=True)
        try:
            header = next(reader, [])
            if header != list(columns):
                raise DataFileError(path, 1, f"the header must be {','.join(columns)}, not {','.join(header)}")
            for cells in reader:
                if len(cells) != len(columns):
                    raise DataFileError(path, reader.line_num, f"{len(columns)} cells expected, {len(cells)} found")
                padded = next((cell for cell in cells if cell != cell.strip()), None)
                if padded is not None:
                    raise DataFileError(path, reader.line_num, f"blanks around '{padded}'")
                yield reader.line_num, dict(zip(columns, cells))
        except csv.Error as error:
            raise DataFileError(path, reader.line_num, str(error)) from error
        except UnicodeDecodeError as error:
            raise DataFileError(path, reader.line_num + 1, "the file is not UTF-8") from error
