"""What one can do about each problem: a line of the labels for every code (`DOMAIN.md 6`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from systemtilgang.domain import client_delegation, lookups, problems, registration
from systemtilgang.domain.problems import Problem

REMEDIES: Mapping[Problem, str] = MappingProxyType(
    {
        problems.FORBIDDEN: "message.refused",
        problems.NOT_FOUND: "message.not_found",
        problems.UNAUTHORIZED: "remedy.log_in_as_vendor",
        problems.BAD_REQUEST: "remedy.new_correlation",
        problems.CUSTOMER_UNKNOWN: "remedy.check_customer",
        problems.ACCESS_EXISTS: "remedy.use_existing_access",
        problems.REQUEST_PENDING: "remedy.wait_for_answer",
        problems.REQUEST_NOT_FOUND: "remedy.check_link",
        problems.AGENT_REQUEST_NOT_FOUND: "remedy.check_link",
        problems.SYSTEM_NOT_FOUND: "remedy.choose_other_system",
        problems.REQUEST_NOT_STORED: "remedy.send_with_new_id",
        problems.REQUEST_NOT_NEW: "remedy.ask_for_new_request",
        problems.SYSTEM_USER_NOT_FOUND: "remedy.find_in_overview",
        problems.SYSTEM_HAS_NO_NAME: "remedy.name_system",
        problems.REDIRECT_NOT_REGISTERED: "remedy.use_registered_address",
        problems.SYSTEM_HAS_NO_REDIRECTS: "remedy.register_address",
        problems.NOT_AN_AGENT: "remedy.choose_access_for_clients",
        problems.NOT_YOURS_TO_DELETE: "remedy.change_to_owner",
        problems.ACCESS_HAS_CLIENTS: "message.clients_first",
        problems.REQUEST_OF_ANOTHER_PARTY: "remedy.change_to_customer",
        problems.AGENT_REQUEST_OF_ANOTHER_PARTY: "remedy.change_to_customer",
        problems.PACKAGES_NOT_GIVEN: "remedy.ask_for_other_packages",
        problems.PACKAGES_INVALID: "remedy.correct_packages",
        problems.SERVICES_NOT_DELEGABLE: "remedy.correct_services",
        problems.LACKS_SERVICES_TO_GIVE: "remedy.ask_who_has_all",
        problems.SERVICES_NOT_GIVEN: "remedy.leave_out_services",
        problems.LACKS_PACKAGES_TO_GIVE: "remedy.ask_who_has_all",
        problems.NOTHING_REQUESTED: "remedy.ask_for_a_right",
        problems.NOTHING_REQUESTED_FOR_CLIENTS: "remedy.ask_for_a_package",
        problems.CHANGE_HANDLED: "remedy.send_change_again",
        problems.PACKAGES_NOT_OF_SYSTEM: "remedy.add_packages_to_system",
        problems.PACKAGES_NOT_FOR_OWN_ACCESS: "remedy.use_packages_for_oneself",
        problems.PACKAGES_NOT_FOR_CLIENTS: "remedy.use_packages_for_clients",
        problems.MAY_NOT_OPEN_REQUEST: "remedy.ask_access_manager",
        problems.CLIENT_NOT_FOUND: "remedy.set_up_relationship",
        problems.CLIENT_LACKS_PACKAGES: "remedy.ask_client_for_packages",
        problems.CONNECTION_REQUIRED: "remedy.add_user_first",
        problems.ENTITY_UNKNOWN: "remedy.choose_from_list",
        client_delegation.AGENT_UNKNOWN: "remedy.choose_from_list",
        client_delegation.CLIENT_UNKNOWN: "remedy.choose_from_list",
        client_delegation.PERSON_NOT_CONNECTED: "remedy.add_person_by_number",
        problems.ASSIGNMENT_IN_USE: "remedy.take_back_first",
        client_delegation.HAS_ACTIVE_PACKAGES: "remedy.take_back_first",
        problems.PACKAGE_UNKNOWN: "remedy.choose_listed_package",
        client_delegation.PACKAGE_INVALID: "remedy.choose_listed_package",
        problems.NOT_AUTHORIZED_TO_GIVE: "remedy.ask_who_may_give",
        problems.NOT_ASSIGNABLE_TO_RECIPIENT: "remedy.give_to_person",
        problems.NOT_ASSIGNABLE: "remedy.choose_assignable",
        registration.SYSTEM_DELETED: "remedy.register_new_system",
        registration.ID_NOT_OF_VENDOR: "remedy.begin_with_number",
        registration.ID_TAKEN: "remedy.choose_new_id",
        registration.CLIENT_TAKEN: "remedy.use_other_client_id",
        registration.REDIRECT_MALFORMED: "remedy.write_whole_address",
        registration.PACKAGE_TWICE: "remedy.list_package_once",
        registration.CLIENT_TWICE: "remedy.list_client_id_once",
        registration.SERVICE_UNKNOWN: "remedy.use_known_services",
        registration.SERVICE_TWICE: "remedy.list_service_once",
        registration.SERVICE_NOT_FOR_SYSTEMS: "remedy.use_services_for_systems",
        registration.PACKAGE_NOT_FOR_SYSTEMS: "remedy.use_packages_for_systems",
        registration.ID_HAS_SPACES: "remedy.no_spaces_in_id",
        registration.VISIBLE_WITH_CLIENT_PACKAGES: "remedy.hide_system",
        client_delegation.FIELD_REQUIRED: "remedy.fill_in_all",
        client_delegation.NOT_FOR_THIS_KIND: "remedy.choose_person",
        client_delegation.PACKAGE_NOT_HELD: "remedy.ask_client_for_package",
        client_delegation.ROLE_UNKNOWN: "remedy.reload",
        client_delegation.ROLE_NOT_GIVEN: "remedy.reload",
        client_delegation.AGENT_NOT_REGISTERED: "remedy.add_agent_first",
        client_delegation.PACKAGE_NOT_DELEGABLE: "remedy.choose_delegable",
        client_delegation.PERSON_NOT_FOUND: "remedy.check_person",
        lookups.TOO_MANY_LOOKUPS: "message.locked_out",
    }
)
"""Problem -> label. Those of vendors' calls never reach a screen of this portal."""


def what_to_do(problem: Problem) -> str:
    """The label of what to do about it. Raises `KeyError` for a problem without a line.

    A problem that points at one of several values (`/values[0]/role`) has the line of all of them.
    """
    return REMEDIES.get(problem) or REMEDIES[replace(problem, path=None)]
