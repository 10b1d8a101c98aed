"""检查规则: every rule and limit of the notice in force, with search; each rule's page on Enter."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.gui.dialogs.explaining import RuleHelpBox
from jixiao_desktop.gui.dialogs.frame import WIDE, Dialog
from jixiao_desktop.gui.dialogs.rows import Row, Rows
from jixiao_desktop.session.rule_book import OFF, RuleLine, limits_in_force, rules_in_force

TONES = {"必改": "must-fix", "需说明": "explain", "提示": "hint", OFF: "quiet"}
HINT = "按 Enter 或 F1 看这一条的说明和例子；界限由通知规定，没有规定的用部里的通用值。"
OWN = "通知另定"


def rule_page_of(parent: QWidget | None, rule_id: str, settings: Settings | None = None) -> None:
    """Show a rule's page as the settings in force have it."""
    RuleHelpBox(parent, rule_id, settings).ask()


def show_rules(parent: QWidget | None, settings: Settings) -> None:
    """Let a person look through the rules and limits in force."""
    RuleList(parent, settings).ask()


class RuleList(Dialog):
    """A line to search in, the limits, the rules; nothing can be changed here."""

    def __init__(self, parent: QWidget | None, settings: Settings) -> None:
        super().__init__(parent, f"检查规则：{settings.notice_title}", HINT)
        self.wide = WIDE
        self.settings = settings
        self._rules = rules_in_force(settings)
        self._limits = limits_in_force(settings)
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self.show_fitting)
        self.search.installEventFilter(self)
        self.field("查找(&F)", self.search)
        self.search.setPlaceholderText("规则名称、拼音首字母、必改、监控……")
        self.rows = Rows("检查规则", enter_chooses=True)
        self.rows.chosen.connect(self._open)
        self.column.addWidget(self.rows, 1)
        self.primary = self.add_answers("看说明和例子(&O)", "关闭")
        self.show_fitting("")
        self.search.setFocus()

    def show_fitting(self, wanted: str) -> None:
        """Show the rules and limits that what is typed speaks of."""
        self.rows.clear()
        rules = [rule for rule in self._rules if rule.fits(wanted)]
        limits = [one for one in self._limits if all(w in one.words for w in wanted.split())]
        off = sum(rule.weight == OFF for rule in rules)
        stopped = f"，其中 {off} 条按通知不查" if off else ""
        if rules:
            self.rows.add(Row(f"规则　{len(rules)} 条{stopped}", head=True))
        for rule in rules:
            self.rows.add(_row(rule))
        if limits:
            self.rows.add(Row(f"界限　{len(limits)} 项", head=True))
        for limit in limits:
            name, _, value = limit.words.rpartition("：")
            chip = OWN if limit.own else "通用"
            self.rows.add(Row(name, value, chip, "explain" if limit.own else "quiet"))
        self.primary.setEnabled(bool(rules))

    @property
    def shown(self) -> list[str]:
        """Return the first lines of what is listed."""
        return self.rows.titles()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Lead the arrows from the search into the list."""
        if watched is self.search and isinstance(event, QKeyEvent):
            down = event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Down
            if down:
                self.rows.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F1 opens the page of the chosen rule."""
        if event.key() == Qt.Key.Key_F1:
            self.accept()
        else:
            super().keyPressEvent(event)

    def accept(self) -> None:
        """Open the page of the chosen rule; the list stays."""
        self._open(self.rows.thing)

    def _open(self, thing: object) -> None:
        if isinstance(thing, RuleLine):
            rule_page_of(self, thing.id, self.settings)


def _row(rule: RuleLine) -> Row:
    limits = "；".join(rule.limits)
    under = f"{rule.why}\n{limits}" if limits else rule.why
    return Row(rule.title, under, rule.weight, TONES.get(rule.weight, "quiet"), rule.stage, rule)
