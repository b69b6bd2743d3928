"""The files that are recognised, each by the columns of its header, the most particular first."""

from __future__ import annotations

from handrail.service.partnerships.register.sheet import Recognised

AUTHORITY_BOARDS = "look-up from authorities to integrated care boards"
AUTHORITY_FORCES = "look-up from authorities to police forces"
SUCCESSOR_REGISTER = "register of upper-tier authorities with their successors"
AUTHORITIES = "DfE list of local authorities"
FORCES = "DfE list of police force areas"
BOARDS = "list of integrated care boards"
GROUPS = "list of clinical commissioning groups"
GROUP_SUCCESSIONS = "list of successions of health bodies"
ASIDE = "recognised, but nothing in it is kept here"


def _columns(names: str) -> frozenset[str]:
    return frozenset(names.split())


RECOGNISED = (
    Recognised(AUTHORITY_BOARDS, _columns("utla_code icb_code icb_code_nhs icb_name")),
    Recognised(AUTHORITY_FORCES, _columns("utla_code pfa_code pfa_name")),
    Recognised(
        SUCCESSOR_REGISTER,
        _columns("gss_code dfe_la_code name official_name start_date_gss end_date_gss successor_gss"),
    ),
    Recognised(AUTHORITIES, _columns("new_la_code la_name date_of_operation date_of_termination old_la_code")),
    Recognised(FORCES, _columns("pfa_code pfa_name date_active date_terminated"), never=_columns("utla_name")),
    Recognised(BOARDS, _columns("icb_code icb_code_nhs icb_name"), never=_columns("utla_name")),
    Recognised(GROUPS, _columns("ccg_gss ccg_ods ccg_name first_seen last_seen")),
    Recognised(GROUP_SUCCESSIONS, _columns("old_code new_code date")),
    Recognised(ASIDE, _columns("region_code region_name")),
    Recognised(ASIDE, _columns("as_at ccg_gss lad_gss")),
    Recognised(ASIDE, _columns("ltla16_code ltla24_code")),
)
