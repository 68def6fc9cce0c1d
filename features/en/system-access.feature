# language: en
@system-access
Feature: System access for end users

  A system access lets a business system carry out tasks in Altinn on behalf of an organization,
  without anybody having to log in each time. It belongs to one organization and one business
  system, and it can only use the access packages that it has been set up with.

  There are two kinds. With one of them, the business system works for the organization itself; with
  the other, it works for the organization’s clients.

  These are the guides, by what you want to do:

  - answer a link from the vendor: [Approve system access](approve-system-access.md)
  - start using a business system that cannot request the system access: [Create system access](create-system-access.md)
  - choose which clients the business system is to work for: [Client delegation](delegate-clients.md)
  - authorize an organization to work for you: [Set up client relationship](set-up-client-relationship.md)
  - let a person, and not a business system, work for a client: [Client administration](client-administration.md)
  - stop using a business system: [Delete system access](delete-system-access.md)

  Scenario: A system access for your own organization
    If the business system is to report for your organization, you need a system access for your own
    organization. It cannot be used on behalf of anyone else, not even your clients.

    Given "DISKRET NÆR TIGER AS" has the system access "Regnskap i sky" for itself, with the business system "SmartCloud Regnskap"
    When I log in as "managing director" of "DISKRET NÆR TIGER AS"
    When I go to "System accesses" in the menu
    When I choose the system access "Regnskap i sky" under "Own system accesses"
    Then the system access "Regnskap i sky" can use "Postal services" on behalf of the organization itself
    But the system access "Regnskap i sky" cannot use "Postal services" on behalf of anyone but the organization itself

  Scenario: A system access for your clients
    If the business system is to report for your clients, you need a system access for clients. It can
    only be used on behalf of those that have been added to it.

    Given "DISKRET NÆR TIGER AS" has an approved system access for clients, "Revisor klientdelegering"
    And "Revisorkunde AS" has been added to the system access "Revisor klientdelegering"
    When I log in as "managing director" of "DISKRET NÆR TIGER AS"
    When I go to "System accesses" in the menu
    When I choose the system access "Revisor klientdelegering" under "System accesses for clients"
    Then the system access "Revisor klientdelegering" can use "Auditor in charge" on behalf of "Revisorkunde AS"
    But the system access "Revisor klientdelegering" cannot use "Auditor in charge" on behalf of anyone that has not been added
      """
      How to add clients is described in [Client delegation](delegate-clients.md).
      """

  Scenario: The vendor requests the system access
    Usually, it is the vendor that requests the system access. You get a link, see what the business
    system needs, and approve or reject. This is how you get both kinds of system access.

    Given I have been given a link to the request from "SmartCloud Lønn"
    When I open the link to the request from "SmartCloud Lønn" and log in as "managing director" of "DISKRET NÆR TIGER AS"
    Then I see that "SmartCloud Lønn" requests these access packages for "DISKRET NÆR TIGER AS":
      | Access package   |
      | A-melding system |
      | Salary           |
      """
      The business system gets nothing until you approve. The remaining steps are described in
      [Approve system access](approve-system-access.md).
      """

  Scenario: You create the system access yourself
    If the business system cannot request the system access, you create it yourself. You can only do
    so for your own organization.

    When I log in as "managing director" of "DISKRET NÆR TIGER AS"
    When I go to "System accesses" in the menu
    When I choose "Create new system access"
    When I choose the business system "SmartCloud Skatt"
    When I click "Proceed"
    Then I see that "SmartCloud Skatt" will be given these access packages on behalf of "DISKRET NÆR TIGER AS":
      | Access package |
      | Skattegrunnlag |
      """
      The system access has not been created yet. The remaining steps are described in
      [Create system access](create-system-access.md).
      """

  Scenario: Why every authorization must be in place
    It is the vendor that decides what the business system needs to do its job. It is all or nothing:
    if one of the access packages is missing, the business system cannot use any of them.

    In this example, the system access requires two access packages. Revisorkunde AS has only given
    one of them, and then that one cannot be used either.

    Given the system access "Årsoppgjør" requires these access packages:
      | Access package    |
      | Auditor in charge |
      | Skattegrunnlag    |
    And "DISKRET NÆR TIGER AS" is "auditor" of "Revisorkunde AS" in the Brønnøysund Registers
    When I log in as "managing director" of "DISKRET NÆR TIGER AS"
    When I go to "System accesses" in the menu
    When I choose the system access "Årsoppgjør"
    When I click "Add clients"
    When I click "Add to system access" for "Revisorkunde AS"
    Then "Revisorkunde AS" is not added to the system access "Årsoppgjør"
    When I click "Confirm and close"
    Then the system access "Årsoppgjør" cannot use anything on behalf of a client that has only given some of the access packages
      """
      The same goes for you when the system access is for your own organization: to create or approve
      it, you must be able to pass on everything that the business system asks for. If you lack
      something, ask the managing director to do it.
      """

  Scenario: If you are an access manager
    An access manager creates, approves and deletes system accesses, but cannot choose which clients
    they are to cover. The managing director can do both.

    When I log in as "access manager" of "DISKRET NÆR TIGER AS"
    When I go to "System accesses" in the menu
    Then I see the organization’s own system access "Regnskap i sky" in the overview
    When I choose the system access "Revisor klientdelegering" under "System accesses for clients"
    Then I see the message "Only client administrators can manage clients."
    And I may not choose clients for the system access "Revisor klientdelegering"

  Scenario: If you are a client administrator
    A client administrator chooses which clients a system access for clients is to cover, but does not
    see the system accesses for the organization itself.

    When I log in as "client administrator" of "DISKRET NÆR TIGER AS"
    When I go to "System accesses" in the menu
    Then I do not see the organization’s own system access "Regnskap i sky" in the overview
    When I choose the system access "Revisor klientdelegering" under "System accesses for clients"
    When I click "Add clients"
    When I click "Add to system access" for "Revisorkunde AS"
    Then "Revisorkunde AS" is added to the system access "Revisor klientdelegering"

  Scenario: If you lack access
    If you have none of these roles, you are not shown the system accesses. Ask the managing director
    for help.

    When I log in as an employee without administrator rights in "Klientkunde AS"
    When I follow a link straight to the overview of system accesses
    Then I see the message "You do not have sufficient rights to create a system access or manage clients for system accesses."
    And I am not shown the system accesses of "Klientkunde AS"
