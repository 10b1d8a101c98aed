# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'main_window.ui'
##
## Created by: Qt User Interface Compiler version 6.9.3
##
## WARNING! All changes made in this file will be lost when recompiling UI file!
################################################################################

from PySide6.QtCore import (QCoreApplication, Qt)
from PySide6.QtWidgets import (QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QStackedWidget,
    QVBoxLayout, QWidget)

class Ui_MainWindow(object):
    def setupUi(self, MainWindow):
        if not MainWindow.objectName():
            MainWindow.setObjectName(u"MainWindow")
        self.desk = QWidget(MainWindow)
        self.desk.setObjectName(u"desk")
        self.rows = QVBoxLayout(self.desk)
        self.rows.setSpacing(0)
        self.rows.setObjectName(u"rows")
        self.rows.setContentsMargins(0, 0, 0, 0)
        self.top = QFrame(self.desk)
        self.top.setObjectName(u"top")
        self.top_row = QHBoxLayout(self.top)
        self.top_row.setObjectName(u"top_row")
        self.top_row.setContentsMargins(-1, 0, -1, 0)
        self.brand = QLabel(self.top)
        self.brand.setObjectName(u"brand")

        self.top_row.addWidget(self.brand)

        self.place = QLabel(self.top)
        self.place.setObjectName(u"place")
        self.place.setTextFormat(Qt.RichText)
        sizePolicy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        sizePolicy.setHorizontalStretch(1)
        sizePolicy.setVerticalStretch(0)
        sizePolicy.setHeightForWidth(self.place.sizePolicy().hasHeightForWidth())
        self.place.setSizePolicy(sizePolicy)

        self.top_row.addWidget(self.place)

        self.saved = QLabel(self.top)
        self.saved.setObjectName(u"saved")

        self.top_row.addWidget(self.saved)


        self.rows.addWidget(self.top)

        self.stack = QStackedWidget(self.desk)
        self.stack.setObjectName(u"stack")

        self.rows.addWidget(self.stack)

        self.bottom = QFrame(self.desk)
        self.bottom.setObjectName(u"bottom")
        self.bottom_row = QHBoxLayout(self.bottom)
        self.bottom_row.setObjectName(u"bottom_row")
        self.bottom_row.setContentsMargins(-1, 0, -1, 0)
        self.back = QPushButton(self.bottom)
        self.back.setObjectName(u"back")

        self.bottom_row.addWidget(self.back)

        self.forward = QPushButton(self.bottom)
        self.forward.setObjectName(u"forward")

        self.bottom_row.addWidget(self.forward)

        self.note = QLabel(self.bottom)
        self.note.setObjectName(u"note")
        sizePolicy.setHeightForWidth(self.note.sizePolicy().hasHeightForWidth())
        self.note.setSizePolicy(sizePolicy)

        self.bottom_row.addWidget(self.note)


        self.rows.addWidget(self.bottom)

        MainWindow.setCentralWidget(self.desk)

        self.retranslateUi(MainWindow)
    # setupUi

    def retranslateUi(self, MainWindow):
        MainWindow.setWindowTitle(QCoreApplication.translate("MainWindow", u"\u7ee9\u6548\u586b\u62a5", None))
        self.brand.setText(QCoreApplication.translate("MainWindow", u"\u7ee9\u6548\u586b\u62a5", None))
        self.back.setText(QCoreApplication.translate("MainWindow", u"\u4e0a\u4e00\u6b65", None))
        self.forward.setText(QCoreApplication.translate("MainWindow", u"\u4e0b\u4e00\u6b65", None))
    # retranslateUi

