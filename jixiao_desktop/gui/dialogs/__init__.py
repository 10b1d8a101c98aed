"""Questions the window asks; each is loaded when it is first needed.

Entry points (all but the last take the window as ``parent``):

- ``starting``: ``new_unit(parent, workspace) -> unit id | None``,
  ``new_project(parent, workspace, unit_id) -> project id | None``,
  ``switch_unit(parent, workspace, unit_id="") -> unit id | None``
- ``notice_choice``: ``choose_notice(parent, workspace, unit_id) -> bool``
- ``last_year``: ``carry_from_last_year(parent, workspace, unit_id) -> project ids``
- ``incoming``: ``read_files(parent, workspace, places=(), unit_id="") -> bool``
- ``outgoing``: ``export_all(parent, workspace, unit_id) -> paths``
- ``locking``: ``unlock(parent, editing, path, workspace=None) -> bool``,
  ``approve(parent, editing) -> bool``
- ``explaining``: ``explain(parent, editing, finding, workspace=None) -> bool``,
  ``rule_help(parent, rule_id)``
- ``checking``: ``check_results(parent, workspace or editing, jump, unit_id="")`` with
  ``jump(project_id, path)``
- ``handed_in``: ``check_handed_in(parent, workspace, year, places=())``
- ``rule_list``: ``show_rules(parent, settings)``, ``rule_page_of(parent, rule_id, settings)``
- ``preferences``: ``settings(parent, workspace) -> bool`` (the letters may have changed)
- ``copies``: ``backups(parent, workspace) -> bool`` (True: show everything anew)
- ``reading``: ``guide(parent, forms)``, ``about(parent, workspace=None)``
- ``frame``: ``tell(parent, title, sentence)``, ``confirm(parent, title, sentence, yes) -> bool``
- ``gui.printing``: ``print_preview(parent, workspace, editing, form_id="")``
"""
