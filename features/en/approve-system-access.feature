# language: en
@approve-access
Feature: Approve system access

  The vendor of a business system can request a system access, so that the business system can carry
  out tasks in Altinn on behalf of your organization. This guide shows how you approve or reject the
  request. The business system is given no authorizations until you have approved it.

  You answer the whole request at once, and cannot leave out anything that the business system
  requests. If the business system cannot request a system access, you must
  [create it yourself](create-system-access.md).

  Background: Prerequisites
    Given I can approve requests for system access as "access manager" or "managing director" of "DISKRET NÆR TIGER AS"
    And I have been given a link to the request from "SmartCloud Lønn"

  Scenario: A system access for your own organization
    Before you answer, you see which access packages the business system will be given, so that you
    can decide whether that is all right. In this example, DISKRET NÆR TIGER AS uses the payroll
    system SmartCloud Lønn.

    When I open the link to the request from "SmartCloud Lønn" and log in as "managing director" of "DISKRET NÆR TIGER AS"
    Then I see that "SmartCloud Lønn" requests these access packages for "DISKRET NÆR TIGER AS":
      | Access package   |
      | A-melding system |
      | Salary           |
      """
      You do not need to choose an organization. Altinn knows from the link who the request is for.
      """
    When I click "Approve system access"
    Then I am logged out, and "SmartCloud Lønn" has been given system access for "DISKRET NÆR TIGER AS"
      """
      Altinn does not show a receipt. Once you are logged out, your answer has been registered.
      """

  Scenario: A request for a single right
    If the business system only needs one service, the vendor can request it as a single right. The
    business system is then not given the rest of the access package that contains the service. In
    this example, SmartCloud Innleie requests an access package and a single right. You approve both
    of them or neither.

    When I open the link to the request from "SmartCloud Innleie" and log in as "managing director" of "DISKRET NÆR TIGER AS"
    Then I see that "SmartCloud Innleie" requests these authorizations for "DISKRET NÆR TIGER AS":
      | Authorization            | Type           |
      | A-melding system         | access package |
      | Notice of hired-in staff | single right   |
    When I choose the single right "Notice of hired-in staff"
    Then I see who owns the service "Notice of hired-in staff", and what it is used for
    When I close the window again
    When I click "Approve system access"
    Then I am logged out, and "SmartCloud Innleie" has been given system access for "DISKRET NÆR TIGER AS"
      """
      If you want to see what the business system has been given, log in again.
      """
    When I log in as "managing director" of "DISKRET NÆR TIGER AS"
    When I go to "System accesses" in the menu
    When I choose the system access that "SmartCloud Innleie" has been given
    Then the system access that "SmartCloud Innleie" has been given can use the single right "Notice of hired-in staff" on behalf of "DISKRET NÆR TIGER AS"

  Scenario: A system access for your clients
    If the business system is to carry out tasks for your clients, you approve in the same way. It is
    the clients that give the authorizations, so you do not need to have them yourself. The system
    access only works once you have added clients to it.

    When I open the link to the request from "SmartCloud Arbeidspapirer" and log in as "access manager" of "DISKRET NÆR TIGER AS"
    Then I see that "SmartCloud Arbeidspapirer" requests these access packages for the clients of "DISKRET NÆR TIGER AS":
      | Access package    |
      | Assistant auditor |
    When I click "Approve system access"
    Then I am logged out, and "SmartCloud Arbeidspapirer" has been given system access for the clients of "DISKRET NÆR TIGER AS"
      """
      Continue with [Client delegation](delegate-clients.md), which shows how you add the clients. To
      do so, you must be a client administrator or the managing director.
      """

  Scenario: Reject the request
    If you do not know the business system, or it requests more than you want to give, reject the
    request.

    When I open the link to the request from "SmartCloud Lønn" and log in as "managing director" of "DISKRET NÆR TIGER AS"
    When I click "Reject"
    Then I am logged out, and the request from "SmartCloud Lønn" is rejected
      """
      The answer cannot be changed. If you change your mind, the vendor must send a new request.
      """

  Scenario: Back to the vendor
    Some vendors have a page of their own that confirms that you have answered. Altinn then sends you
    there once you are logged out. Altinn only uses addresses that the vendor has registered in
    advance.

    Given "SmartCloud Toll" has a receipt page of its own
    When I open the link to the request from "SmartCloud Toll" and log in as "managing director" of "DISKRET NÆR TIGER AS"
    When I click "Approve system access"
    Then I am taken to the receipt page of "SmartCloud Toll", which has been given system access for "DISKRET NÆR TIGER AS"

  Scenario: If you lack an authorization
    Being an access manager is not enough. If you lack one of the authorizations, you cannot approve,
    even if you have all the others. If so, ask somebody who has them all, such as the managing
    director, to approve. In this example, the access manager has authorization for A-melding
    system, but not for Salary.

    When I open the link to the request from "SmartCloud Lønn" and log in as "access manager" of "DISKRET NÆR TIGER AS"
    When I click "Approve system access"
    Then I see the message "Delegation of access packages failed: you lack the necessary rights to delegate the required access packages."
    And the request from "SmartCloud Lønn" is not approved, because all that I lack is "Salary"
    When I click "Menu"
    And I click "Log out"
      """
      Send the link to the managing director, who does the rest.
      """
    When I open the link to the request from "SmartCloud Lønn" and log in as "managing director" of "DISKRET NÆR TIGER AS"
    When I click "Approve system access"
    Then I am logged out, and "SmartCloud Lønn" has been given system access for "DISKRET NÆR TIGER AS"

  Scenario: If you cannot pass on a single right
    If the business system requests a single right, you must be able to pass on an access package
    that contains the service. In this example, the access manager can give the access package, but
    not the single right. Nothing is then approved.

    When I open the link to the request from "SmartCloud Innleie" and log in as "access manager" of "DISKRET NÆR TIGER AS"
    When I click "Approve system access"
    Then I see the message "Delegation of services failed: you lack the necessary rights to delegate the required services."
    And the request from "SmartCloud Innleie" is not approved, because all that I lack is the single right "Notice of hired-in staff"

  Scenario: Forward the request
    If you have been given the link but are not allowed to approve, you can forward the request in
    Altinn. The access manager then finds it in the overview of system accesses.

    When I open the link to the request from "SmartCloud Lønn" and log in as an employee without administrator rights in "DISKRET NÆR TIGER AS"
    Then I am asked whether to forward the request from "SmartCloud Lønn"
    When I click "Yes, forward request"
    Then the request from "SmartCloud Lønn" has been forwarded in "DISKRET NÆR TIGER AS"
    When I click "Finish"
      """
      You are then logged out. The access manager does the rest. In this example, that is the managing
      director.
      """
    When I log in as "managing director" of "DISKRET NÆR TIGER AS"
    When I go to "System accesses" in the menu
    When I choose the request from "SmartCloud Lønn" under "Pending system access requests"
    When I click "Approve system access"
    Then the system access that "SmartCloud Lønn" requested is marked as new in the overview of "DISKRET NÆR TIGER AS"

  Scenario: A change to a system access
    If the business system needs other access packages than before, the vendor requests a change. You
    see what will be added and what will be removed. You must have authorization for what will be
    added. Only system accesses for your own organization can be changed in this way.

    Given "DISKRET NÆR TIGER AS" has the system access "Regnskap i sky" for itself, with the business system "SmartCloud Regnskap"
    When I open the link to the request from "SmartCloud Regnskap" and log in as "managing director" of "DISKRET NÆR TIGER AS"
    Then I see that "SmartCloud Regnskap" requests this change to the system access "Regnskap i sky":
      | Access package                    | Change  |
      | Accounting and economic reporting | added   |
      | Postal services                   | removed |
    When I click "Approve updated system access"
    Then I am logged out, and the system access "Regnskap i sky" has been changed as "SmartCloud Regnskap" requested

  Scenario: A change of single rights
    A change can also concern single rights. In this example, HVIT HELLE AS needs another service in
    its staff system than before.

    Given "HVIT HELLE AS" has the system access "Personal i sky" for itself, with the business system "SmartCloud Personal"
    When I open the link to the request from "SmartCloud Personal" and log in as "managing director" of "HVIT HELLE AS"
    Then I see that "SmartCloud Personal" requests this change to the single rights of the system access "Personal i sky":
      | Single right        | Change  |
      | Sick leave overview | added   |
      | Notice of leave     | removed |
    When I click "Approve updated system access"
    Then I am logged out, and the system access "Personal i sky" has been changed as "SmartCloud Personal" requested

  Scenario: The request has already been handled
    Several people in the organization may have been given the same link. If somebody has answered
    before you, you see what the answer was. It cannot be changed here. If you want to withdraw the
    approval, you can [delete the system access](delete-system-access.md).

    Given the request from "SmartCloud Lønn" has already been approved
    When I open the link to the request from "SmartCloud Lønn" and log in as "managing director" of "DISKRET NÆR TIGER AS"
    Then I see the message "This request is already approved"
    And I cannot answer the request from "SmartCloud Lønn" again

  Scenario: If you are a client administrator
    A client administrator can add and remove clients, but cannot approve requests. If the request is
    for a new system access, you can forward it, as shown above. If it is for a change, you cannot see
    it. In that case, give the link to an access manager or the managing director.

    When I open the link to the request from "SmartCloud Lønn" and log in as "client administrator" of "DISKRET NÆR TIGER AS"
    Then I am asked whether to forward the request from "SmartCloud Lønn"
    When I click "Close and log out"
    When I open the link to the request from "SmartCloud Regnskap" and log in as "client administrator" of "DISKRET NÆR TIGER AS"
    Then I see the message "You have insufficient permissions to approve this system access request"
    And I can neither see, approve nor reject the request from "SmartCloud Regnskap"

  Scenario: A request to another organization
    If the request is for an organization that has not given you any authorization, you cannot see
    it. Tell the person who gave you the link.

    When I open the link to the request from "SmartCloud Lønn" and log in as "managing director" of "Klientkunde AS"
    Then I see the message "You have insufficient permissions to approve this system access request"
    And I can neither see, approve nor reject the request from "SmartCloud Lønn"
