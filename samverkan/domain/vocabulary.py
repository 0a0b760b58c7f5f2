"""The closed word lists of the tables: ids in code, labels in ``i18n`` under ``vocabulary.<list>.<id>``."""

from __future__ import annotations

from types import MappingProxyType
from typing import Literal

SECTOR_OF_KIND = MappingProxyType(
    {
        "department": "municipal",
        "municipal_unit": "municipal",
        "school": "municipal",
        "municipal_company": "municipal",
        "municipal_federation": "municipal",
        "municipality": "municipal",
        "region": "regional",
        "health_care": "regional",
        "state_agency": "state",
        "police": "state",
        "rescue_service": "state",
        "university": "academia",
        "association": "civil_society",
        "sports_club": "civil_society",
        "study_association": "civil_society",
        "folk_high_school": "civil_society",
        "faith_community": "civil_society",
        "company": "business",
        "network": "other",
        "collective": "other",
        "other": "other",
    }
)
"""Which sector a kind of actor belongs to unless its row says more."""

VOCABULARIES = MappingProxyType(
    {
        "actor_kind": tuple(SECTOR_OF_KIND),
        "sector": ("municipal", "regional", "state", "academia", "civil_society", "business", "other"),
        "function": (
            "police",
            "outreach",
            "youth_centre",
            "library",
            "preschool",
            "school",
            "student_guidance",
            "family_support",
            "outpatient_care",
            "maternity_care",
            "child_health",
            "mental_health",
            "consumer_guidance",
            "labour_market",
            "culture_leisure",
            "study_association",
            "folk_high_school",
            "sports",
            "association",
            "faith",
            "housing",
            "company",
            "university",
            "funder",
            "other",
        ),
        "initiative_kind": ("ordinary", "project", "network", "agreement", "venue", "method", "training"),
        "status": ("ongoing", "unknown", "planned", "ended"),
        "permanence": ("permanent", "temporary", "unknown"),
        "actors_complete": ("yes", "no", "unknown"),
        "reference": ("yes", "no"),
        "role": (
            "responsible",
            "partner",
            "agreement_party",
            "participant",
            "host",
            "channel",
            "funder",
        ),
        "participation_status": ("known", "planned", "ended"),
        "certainty": ("stated", "inferred"),
        "gender": ("female", "male"),
        "funding_kind": (
            "ordinary",
            "state_grant",
            "regional_grant",
            "foundation",
            "social_investment",
            "other",
        ),
        "scope": ("whole", "part", "unknown"),
        "qualifier": ("circa", "at_least", "at_most", "average", "per_year", "per_week", "share"),
        "judgement_kind": ("partnership", "seat", "cell", "alias", "example"),
        "judgement_status": (
            "asked",
            "confirmed_absent",
            "declined",
            "irrelevant",
            "known_elsewhere",
            "same",
            "different",
        ),
    }
)
"""List name to its ids, in the order in which people meet them."""

PLANNED = ("planned", "overdue")
"""What has not begun as far as anybody has said: its start is to come or unknown, or has passed."""

STATUSES = ("ongoing", "unknown", *PLANNED, "ended")
"""What an initiative can be on a day: the words of the table, and ``"overdue"``, which no table says:
planned, and the planned start has passed without a source that says whether it began."""

CHOICES = MappingProxyType({**VOCABULARIES, "status": STATUSES})
"""List name to what a person can choose among: as in the tables, but statuses as they are on a day."""

JUDGED_TABLES = MappingProxyType(
    {
        "partnership": ("actors", "actors"),
        "alias": ("actors", "actors"),
        "seat": ("actors", "initiatives"),
        "cell": ("target_groups", "places"),
        "example": ("function", "initiatives"),
    }
)
"""Kind of judgement to the tables that its subject and its object stand in.

``function`` is a list of words: a kind of actor that a learning example has, and the initiative that is
compared with it.
"""

LEVELS = ("unit", "department", "municipality")
"""How far actors are rolled up along ``parent_id``: not at all, to departments, to legal persons."""

Measure = Literal["betweenness", "initiatives", "partners", "strength", "closeness", "eigenvector"]
MEASURES: tuple[Measure, ...] = (
    "betweenness",
    "initiatives",
    "partners",
    "strength",
    "closeness",
    "eigenvector",
)
"""What an actor can be ranked by, the one that strategists ask for first in front."""

GapKind = Literal["seat", "cell", "funding", "partnership", "dependence", "broker", "example"]
GAP_KINDS: tuple[GapKind, ...] = (
    "seat",
    "cell",
    "funding",
    "partnership",
    "dependence",
    "broker",
    "example",
)
"""Kinds of gap, the three most useful first: a missing actor in an initiative, an uncovered cell, a funding
cliff, a missing partnership, dependence on one actor, a missing broker between sectors, a gap against a
learning example."""
