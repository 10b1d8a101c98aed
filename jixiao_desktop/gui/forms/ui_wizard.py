# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'wizard.ui'
##
## Created by: Qt User Interface Compiler version 6.9.3
##
## WARNING! All changes made in this file will be lost when recompiling UI file!
################################################################################

from PySide6.QtWidgets import (QFrame, QHBoxLayout, QSizePolicy, QStackedWidget)

class Ui_Wizard(object):
    def setupUi(self, Wizard):
        if not Wizard.objectName():
            Wizard.setObjectName(u"Wizard")
        self.panels = QHBoxLayout(Wizard)
        self.panels.setSpacing(0)
        self.panels.setObjectName(u"panels")
        self.panels.setContentsMargins(0, 0, 0, 0)
        self.steps = QFrame(Wizard)
        self.steps.setObjectName(u"steps")

        self.panels.addWidget(self.steps)

        self.pages = QStackedWidget(Wizard)
        self.pages.setObjectName(u"pages")
        sizePolicy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        sizePolicy.setHorizontalStretch(1)
        sizePolicy.setVerticalStretch(0)
        sizePolicy.setHeightForWidth(self.pages.sizePolicy().hasHeightForWidth())
        self.pages.setSizePolicy(sizePolicy)

        self.panels.addWidget(self.pages)

        self.findings = QFrame(Wizard)
        self.findings.setObjectName(u"findings")

        self.panels.addWidget(self.findings)


        self.retranslateUi(Wizard)
    # setupUi

    def retranslateUi(self, Wizard):
        pass
    # retranslateUi

