"""From a command to its dialog; each dialog is loaded when it is first asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jixiao_desktop.gui.main_window import MainWindow


class Asking:
    """Opens dialogs for the window and shows what came of them."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window

    def _unit_id(self) -> str:
        wizard, view = self.window.wizard, self.window.home.view
        return wizard.editing.unit_id if wizard else view.unit_id if view else ""

    def new_unit(self) -> None:
        """Ask for a unit and open its facts."""
        from jixiao_desktop.gui.dialogs.starting import new_unit

        made = new_unit(self.window, self.window.workspace)
        if made:
            self.window.home.show_unit(made)
            self.window.open_unit(made)

    def new_project(self) -> None:
        """Ask for a project's name and open it."""
        from jixiao_desktop.gui.dialogs.starting import new_project

        unit_id = self._unit_id()
        if not unit_id:
            self.new_unit()
            return
        made = new_project(self.window, self.window.workspace, unit_id)
        if made:
            self.window.open_project(made)

    def switch_unit(self) -> None:
        """Let another unit or year be chosen."""
        from jixiao_desktop.gui.dialogs.starting import switch_unit

        chosen = switch_unit(self.window, self.window.workspace, self._unit_id())
        if chosen:
            self.window.show_home(chosen)

    def choose_notice(self) -> None:
        """Let another notice be chosen; headings and dates follow at once."""
        from jixiao_desktop.gui.dialogs.notice_choice import choose_notice

        unit_id = self._unit_id()
        if unit_id and choose_notice(self.window, self.window.workspace, unit_id):
            self.window.open_again()

    def carry(self) -> None:
        """Take projects over from an earlier year."""
        from jixiao_desktop.gui.dialogs.last_year import carry_from_last_year

        unit_id = self._unit_id()
        made = carry_from_last_year(self.window, self.window.workspace, unit_id) if unit_id else ()
        if made:
            self.window.show_home()
            self.window.home.choose(made[0])

    def unlock(self, path: str) -> None:
        """Open a locked place with a reason."""
        from jixiao_desktop.gui.dialogs.locking import unlock

        wizard = self.window.wizard
        if wizard and unlock(self.window, wizard.editing, path, self.window.workspace):
            wizard.jump(path)

    def approve(self) -> None:
        """Mark the goal as approved."""
        from jixiao_desktop.gui.dialogs.locking import approve

        wizard = self.window.wizard
        if wizard:
            approve(self.window, wizard.editing)
