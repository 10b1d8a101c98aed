"""How the person at the keyboard goes through tables: one choice for all of them."""

from __future__ import annotations

ENTER = "table.enter"
"""The setting that keeps where Enter goes in a table."""
DOWN, RIGHT = "down", "right"


class Habits:
    """What every table asks before it moves on."""

    enter = DOWN

    def after_enter(self, way: int = 1) -> tuple[int, int]:
        """Return the lines and columns that Enter goes on by; ``way`` -1 for Shift+Enter."""
        return (0, way) if self.enter == RIGHT else (way, 0)


HABITS = Habits()


def follow(enter: str) -> None:
    """Take over what was chosen in the settings."""
    HABITS.enter = RIGHT if enter == RIGHT else DOWN
