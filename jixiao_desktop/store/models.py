"""The tables as peewee models; the schema itself is made by the migrations."""

from __future__ import annotations

import peewee as pw


class _Table(pw.Model):
    pass


class Meta(_Table):
    """Facts about the file itself."""

    key = pw.TextField(primary_key=True)
    text = pw.TextField()

    class Meta:
        table_name = "meta"


class Setting(_Table):
    """What the person chose for this workspace: print settings, letter size."""

    key = pw.TextField(primary_key=True)
    text = pw.TextField()

    class Meta:
        table_name = "settings"


class OwnerLine(_Table):
    """Units and projects: what lists show, and the checksum of all they hold."""

    id = pw.TextField(primary_key=True)
    kind = pw.TextField()
    parent = pw.TextField(null=True)
    year = pw.IntegerField()
    given = pw.TextField()
    notice = pw.TextField()
    removed = pw.TextField()
    name = pw.TextField()
    code = pw.TextField()
    updated = pw.TextField()
    checksum = pw.TextField()

    class Meta:
        table_name = "owners"


class Value(_Table):
    """One text as typed."""

    owner = pw.TextField()
    path = pw.TextField()
    text = pw.TextField()
    origin = pw.TextField()
    at = pw.TextField()

    class Meta:
        table_name = "values_typed"
        primary_key = pw.CompositeKey("owner", "path")


class Row(_Table):
    """One row of a list: its order is a field, never its identity."""

    owner = pw.TextField()
    kind = pw.TextField()
    id = pw.TextField()
    place = pw.IntegerField()

    class Meta:
        table_name = "rows"
        primary_key = pw.CompositeKey("owner", "kind", "id")


class ExplanationLine(_Table):
    """A written reason for a finding."""

    owner = pw.TextField()
    key = pw.TextField()
    text = pw.TextField()
    by = pw.TextField()
    at = pw.TextField()
    given = pw.TextField()

    class Meta:
        table_name = "explanations"
        primary_key = pw.CompositeKey("owner", "key")


class UnlockLine(_Table):
    """A locked place that was opened, and why."""

    owner = pw.TextField()
    path = pw.TextField()
    reason = pw.TextField()
    by = pw.TextField()
    at = pw.TextField()

    class Meta:
        table_name = "unlocks"
        primary_key = pw.CompositeKey("owner", "path")


class StepLine(_Table):
    """One undoable step."""

    id = pw.AutoField()
    scope = pw.TextField()
    name = pw.TextField()
    at = pw.TextField()
    undoes = pw.IntegerField()
    merge = pw.TextField()
    checksum = pw.TextField()

    class Meta:
        table_name = "steps"


class Change(_Table):
    """Every change ever made, with what was there before."""

    id = pw.AutoField()
    step = pw.IntegerField()
    owner = pw.TextField()
    kind = pw.TextField()
    key = pw.TextField()
    before = pw.TextField(null=True)
    after = pw.TextField(null=True)

    class Meta:
        table_name = "history"
