# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'home.ui'
##
## Created by: Qt User Interface Compiler version 6.9.3
##
## WARNING! All changes made in this file will be lost when recompiling UI file!
################################################################################

from PySide6.QtCore import (QCoreApplication, Qt)
from PySide6.QtWidgets import (QHBoxLayout, QLabel, QLineEdit, QPushButton, QSizePolicy, QSpacerItem,
    QTableView, QVBoxLayout)

class Ui_Home(object):
    def setupUi(self, Home):
        if not Home.objectName():
            Home.setObjectName(u"Home")
        self.column = QVBoxLayout(Home)
        self.column.setObjectName(u"column")
        self.head_row = QHBoxLayout()
        self.head_row.setObjectName(u"head_row")
        self.head = QVBoxLayout()
        self.head.setObjectName(u"head")
        self.title = QLabel(Home)
        self.title.setObjectName(u"title")

        self.head.addWidget(self.title)

        self.dates = QLabel(Home)
        self.dates.setObjectName(u"dates")

        self.head.addWidget(self.dates)


        self.head_row.addLayout(self.head)

        self.head_space = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.head_row.addItem(self.head_space)

        self.search = QLineEdit(Home)
        self.search.setObjectName(u"search")
        self.search.setClearButtonEnabled(True)

        self.head_row.addWidget(self.search)


        self.column.addLayout(self.head_row)

        self.cards = QHBoxLayout()
        self.cards.setObjectName(u"cards")

        self.column.addLayout(self.cards)

        self.table = QTableView(Home)
        self.table.setObjectName(u"table")

        self.column.addWidget(self.table)

        self.empty = QLabel(Home)
        self.empty.setObjectName(u"empty")
        self.empty.setAlignment(Qt.AlignLeading|Qt.AlignLeft|Qt.AlignVCenter)
        self.empty.setWordWrap(True)

        self.column.addWidget(self.empty)

        self.buttons = QHBoxLayout()
        self.buttons.setObjectName(u"buttons")
        self.new_project = QPushButton(Home)
        self.new_project.setObjectName(u"new_project")

        self.buttons.addWidget(self.new_project)

        self.carry = QPushButton(Home)
        self.carry.setObjectName(u"carry")

        self.buttons.addWidget(self.carry)

        self.read_file = QPushButton(Home)
        self.read_file.setObjectName(u"read_file")

        self.buttons.addWidget(self.read_file)

        self.buttons_space = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.buttons.addItem(self.buttons_space)


        self.column.addLayout(self.buttons)

        self.foot = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.column.addItem(self.foot)


        self.retranslateUi(Home)
    # setupUi

    def retranslateUi(self, Home):
        self.title.setText(QCoreApplication.translate("Home", u"\u8981\u505a\u7684\u4e8b", None))
        self.search.setPlaceholderText(QCoreApplication.translate("Home", u"\u67e5\u627e\u9879\u76ee\uff1a\u6c49\u5b57\u6216\u62fc\u97f3\u9996\u5b57\u6bcd", None))
#if QT_CONFIG(accessibility)
        self.search.setAccessibleName(QCoreApplication.translate("Home", u"\u67e5\u627e\u9879\u76ee", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(accessibility)
        self.table.setAccessibleName(QCoreApplication.translate("Home", u"\u9879\u76ee\u548c\u8868\u6837", None))
#endif // QT_CONFIG(accessibility)
        self.new_project.setText(QCoreApplication.translate("Home", u"\u65b0\u5efa\u9879\u76ee", None))
        self.carry.setText(QCoreApplication.translate("Home", u"\u4ece\u53bb\u5e74\u5e26\u5165\u2026", None))
        self.read_file.setText(QCoreApplication.translate("Home", u"\u4ece\u6587\u4ef6\u8bfb\u5165\u2026", None))
        pass
    # retranslateUi

