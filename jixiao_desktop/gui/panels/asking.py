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
            self.window.open_project(made, path="name")

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

    def work(self, work_id: str) -> None:
        """Change to another kind of work of the year: its notice is laid over the forms."""
        from jixiao_desktop.session.works import choose, named, notice_for, work_of

        window, unit_id = self.window, self._unit_id()
        if not unit_id:
            return
        if window.wizard is not None:
            window.wizard.flush()
        now = window.workspace.edit_unit(unit_id).notice
        notice = notice_for(window.workspace, unit_id, work_id)
        title = named(work_id).title
        if notice is None:
            window.say(f"还没有{title}的通知。从菜单“选用通知”里导入。")
        elif notice.id != now.id or work_of(window.workspace, now).id != work_id:
            said = choose(window.workspace, unit_id, notice.id)
            window.open_again()
            window.say(said or f"现在做{title}，按《{notice.title}》填报。")

    def carry(self) -> None:
        """Take projects over from an earlier year."""
        from jixiao_desktop.gui.dialogs.last_year import carry_from_last_year

        unit_id = self._unit_id()
        made = carry_from_last_year(self.window, self.window.workspace, unit_id) if unit_id else ()
        if made:
            self.window.show_home()
            self.window.home.choose(made[0])

    def read_file(self) -> None:
        """Read filled forms or exchange files in."""
        from jixiao_desktop.gui.dialogs.incoming import read_files

        if read_files(self.window, self.window.workspace, unit_id=self._unit_id()):
            self.window.show_home()

    def export_all(self) -> None:
        """Write every form of every project of the unit."""
        from jixiao_desktop.gui.dialogs.outgoing import export_all

        unit_id = self._unit_id()
        if unit_id:
            export_all(self.window, self.window.workspace, unit_id)

    def check_all(self) -> None:
        """Check every project; Enter on a finding jumps there."""
        from jixiao_desktop.gui.dialogs.checking import check_results

        unit_id = self._unit_id()
        if unit_id:
            check_results(self.window, self.window.workspace, self._jump, unit_id)

    def results(self) -> None:
        """List what the check finds in what is open: one project, or the unit (Shift+F9)."""
        from jixiao_desktop.gui.dialogs.checking import check_results

        wizard = self.window.wizard
        if wizard is None or wizard.of_unit:
            self.check_all()
            return
        wizard.flush()
        check_results(self.window, wizard.editing, lambda _id, path: wizard.jump(path))

    def check_files(self) -> None:
        """Check files that somebody handed in, without taking them in."""
        from datetime import date

        from jixiao_desktop.gui.dialogs.handed_in import check_handed_in

        unit_id, workspace = self._unit_id(), self.window.workspace
        year = workspace.edit_unit(unit_id).year if unit_id else date.today().year
        check_handed_in(self.window, workspace, year)

    def rules(self) -> None:
        """Show the rules and limits of the notice in force."""
        from jixiao_desktop.gui.dialogs.rule_list import show_rules

        wizard, unit_id = self.window.wizard, self._unit_id()
        if wizard:
            show_rules(self.window, wizard.editing.settings)
        elif unit_id:
            show_rules(self.window, self.window.workspace.edit_unit(unit_id).settings)

    def _jump(self, project_id: str, path: str) -> None:
        self.window.open_project(project_id)
        if self.window.wizard is not None:
            self.window.wizard.jump(path)

    def backups(self) -> None:
        """Look at the copies, make one, bring one back."""
        from jixiao_desktop.gui.dialogs.copies import backups

        if backups(self.window, self.window.workspace):
            self.window.show_home()

    def settings(self) -> None:
        """Let letters and habits be chosen; letters follow at once."""
        from jixiao_desktop.gui.dialogs.preferences import settings

        settings(self.window, self.window.workspace)

    def print_preview(self) -> None:
        """Show the pages of the open project as they will be printed."""
        from jixiao_desktop.gui.printing import print_preview

        wizard = self.window.wizard
        if wizard:
            wizard.flush()
            form_id = wizard.current.form_id
            print_preview(self.window, self.window.workspace, wizard.editing, form_id)

    def guide(self) -> None:
        """Show how the forms are filled."""
        from jixiao_desktop.gui.dialogs.reading import guide

        unit_id = self._unit_id()
        if unit_id:
            guide(self.window, self.window.workspace.edit_unit(unit_id).forms)

    def about(self) -> None:
        """Say which version this is and where the data lie."""
        from jixiao_desktop.gui.dialogs.reading import about

        about(self.window, self.window.workspace)

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

    def year_end(self, *, choose: bool = False) -> None:
        """Take the monitoring's figures over: at once where the page offers it, else by choice."""
        from jixiao_desktop.gui.dialogs.year_end import take_from_july
        from jixiao_desktop.session.year_end import asks_for_year_end

        wizard = self.window.wizard
        if wizard is None:
            return
        wizard.flush()
        if not asks_for_year_end(wizard.editing):
            self.window.say("现用的通知不要求自评。先按 Ctrl+3 换到绩效自评，再带入监控数。")
            return
        if wizard.page.offer is not None and not choose:
            wizard.july("take")
            return
        count = take_from_july(self.window, wizard.editing)
        if count:
            self.window.say(f"已带入{count}处监控数，逐格核对后按 Enter 确认。")
            wizard.offering.show_on(wizard.page)
        wizard.page.focus_here()

    def year(self) -> None:
        """Show the whole year of the open or chosen project, or leave it again (F5)."""
        from jixiao_desktop.gui.year_page import YearPage

        window = self.window
        if isinstance(window.sheet, YearPage):
            window.leave_sheet()
            return
        wizard = window.wizard
        if wizard is not None:
            wizard.flush()
        projects = {project.id for project in window.workspace.projects()}
        owner = wizard.editing.id if wizard else window.home.current_id
        if owner not in projects:
            window.say("先选一个项目，再看它的全年情况。")
            return
        page = YearPage(window.workspace.edit(owner))
        page.jump.connect(lambda path: window.open_project(owner, path=path))
        window.lay_over(page)
