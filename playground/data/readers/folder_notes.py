"""What is said of a folder of pictures that was not taken as it is."""

from collections.abc import Sequence

from playground.data.foreign import printable
from playground.data.preparation import Fit
from playground.engine.errors import Phrase


def skipped_note(skipped: Sequence[str]) -> str:
    """The sentence that states which files were passed over; empty when none was."""
    if len(skipped) > 1:
        return Phrase("{count:,} files could not be read, the first is {file}.", count=len(skipped), file=skipped[0])
    return Phrase("1 file could not be read, the first is {file}.", file=skipped[0]) if skipped else ""


def passed_over_note(folders: Sequence[str]) -> str:
    """The sentence that states which folders hold no pictures; empty when all do."""
    if len(folders) > 1:
        return Phrase(
            "{count:,} folders are passed over, the first is {folder}.",
            count=len(folders),
            folder=printable(folders[0]),
        )
    return Phrase("The folder {folder} is passed over.", folder=printable(folders[0])) if folders else ""


def outside_note(files: Sequence[str]) -> str:
    """The sentence that states which files lie in no class's folder; empty when all do."""
    if len(files) > 1:
        return Phrase(
            "{count:,} files lie in no class's folder, the first is {file}.", count=len(files), file=printable(files[0])
        )
    return Phrase("The file {file} lies in no class's folder.", file=printable(files[0])) if files else ""


def cropped_note(count: int, fit: Fit) -> str:
    """The sentence that states what became of pictures with other proportions; empty when there are none."""
    if not count:
        return ""
    if fit == "whole":
        return Phrase("Pictures much wider or higher than the input got margins: {count:,}.", count=count)
    return Phrase("Pictures much wider or higher than the input were cropped to their middle: {count:,}.", count=count)
