# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'output_page.ui'
##
## Created by: Qt User Interface Compiler version 6.9.3
##
## WARNING! All changes made in this file will be lost when recompiling UI file!
################################################################################

from PySide6.QtCore import (QCoreApplication)
from PySide6.QtWidgets import (QFrame, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QSizePolicy,
    QSpacerItem, QVBoxLayout)

class Ui_OutputPage(object):
    def setupUi(self, OutputPage):
        if not OutputPage.objectName():
            OutputPage.setObjectName(u"OutputPage")
        self.column = QVBoxLayout(OutputPage)
        self.column.setObjectName(u"column")
        self.files = QFrame(OutputPage)
        self.files.setObjectName(u"files")
        self.files_column = QVBoxLayout(self.files)
        self.files_column.setObjectName(u"files_column")
        self.files_title = QLabel(self.files)
        self.files_title.setObjectName(u"files_title")

        self.files_column.addWidget(self.files_title)

        self.rows = QGridLayout()
        self.rows.setObjectName(u"rows")

        self.files_column.addLayout(self.rows)

        self.folder_row = QHBoxLayout()
        self.folder_row.setObjectName(u"folder_row")
        self.folder_label = QLabel(self.files)
        self.folder_label.setObjectName(u"folder_label")

        self.folder_row.addWidget(self.folder_label)

        self.folder = QLineEdit(self.files)
        self.folder.setObjectName(u"folder")

        self.folder_row.addWidget(self.folder)

        self.choose = QPushButton(self.files)
        self.choose.setObjectName(u"choose")

        self.folder_row.addWidget(self.choose)


        self.files_column.addLayout(self.folder_row)

        self.action_row = QHBoxLayout()
        self.action_row.setObjectName(u"action_row")
        self.export_all = QPushButton(self.files)
        self.export_all.setObjectName(u"export_all")

        self.action_row.addWidget(self.export_all)

        self.action_space = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.action_row.addItem(self.action_space)


        self.files_column.addLayout(self.action_row)

        self.result = QLabel(self.files)
        self.result.setObjectName(u"result")
        self.result.setWordWrap(True)

        self.files_column.addWidget(self.result)


        self.column.addWidget(self.files)

        self.checks = QFrame(OutputPage)
        self.checks.setObjectName(u"checks")
        self.checks_column = QVBoxLayout(self.checks)
        self.checks_column.setObjectName(u"checks_column")
        self.checks_title = QLabel(self.checks)
        self.checks_title.setObjectName(u"checks_title")

        self.checks_column.addWidget(self.checks_title)


        self.column.addWidget(self.checks)

        self.seal = QFrame(OutputPage)
        self.seal.setObjectName(u"seal")
        self.seal_column = QVBoxLayout(self.seal)
        self.seal_column.setObjectName(u"seal_column")
        self.seal_title = QLabel(self.seal)
        self.seal_title.setObjectName(u"seal_title")

        self.seal_column.addWidget(self.seal_title)


        self.column.addWidget(self.seal)

#if QT_CONFIG(shortcut)
        self.folder_label.setBuddy(self.folder)
#endif // QT_CONFIG(shortcut)

        self.retranslateUi(OutputPage)
    # setupUi

    def retranslateUi(self, OutputPage):
        self.files_title.setText(QCoreApplication.translate("OutputPage", u"\u8981\u5bfc\u51fa\u7684\u6587\u4ef6", None))
        self.folder_label.setText(QCoreApplication.translate("OutputPage", u"\u5b58\u653e\u5728(&D)", None))
#if QT_CONFIG(accessibility)
        self.folder.setAccessibleName(QCoreApplication.translate("OutputPage", u"\u5b58\u653e\u6587\u4ef6\u5939", None))
#endif // QT_CONFIG(accessibility)
        self.choose.setText(QCoreApplication.translate("OutputPage", u"\u6362\u4e2a\u4f4d\u7f6e\u2026", None))
        self.export_all.setText(QCoreApplication.translate("OutputPage", u"\u5bfc\u51fa(&X)", None))
        self.checks_title.setText(QCoreApplication.translate("OutputPage", u"\u6253\u5370\u524d\u68c0\u67e5", None))
        self.seal_title.setText(QCoreApplication.translate("OutputPage", u"\u6253\u5370\u540e", None))
        pass
    # retranslateUi

