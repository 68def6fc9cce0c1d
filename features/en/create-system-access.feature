# language: en
@create-access
Feature: Create system access

  A system access lets a business system carry out tasks in Altinn on behalf of your organization.
  Usually, the vendor of the business system requests the system access, and you only need to
  [approve it](approve-system-access.md). This guide shows how you create the system access yourself
  when the business system cannot request it.

  You can only create system accesses for your own organization. You get a system access for clients
  by approving a request from the vendor. How you then add the clients is described in
  [Client delegation](delegate-clients.md).

  Background: Prerequisites
    Given I can create and delete system accesses as "access manager" or "managing director" of "DISKRET NÆR TIGER AS"

  Scenario: Process in the Altinn portal
    Before you create the system access, you see which authorizations the business system will be
    given, so that you can decide whether that is all right. In this example, DISKRET NÆR TIGER AS
    uses the business system SmartCloud Skatt.

    When I log in as "managing director" of "DISKRET NÆR TIGER AS"
    When I go to "System accesses" in the menu
    When I choose "Create new system access"
    When I choose the business system "SmartCloud Skatt"
      """
      If you are not sure which business system to choose, ask the vendor.
      """
    When I click "Proceed"
    Then I see that "SmartCloud Skatt" will be given these access packages on behalf of "DISKRET NÆR TIGER AS":
      | Access package |
      | Skattegrunnlag |
      """
      It is the vendor that has decided what the business system needs. You cannot leave anything
      out here.
      """
    When I click "Create system access"
    Then the system access "SmartCloud Skatt" is marked as new in the overview of "DISKRET NÆR TIGER AS"
    When I choose the new system access "SmartCloud Skatt"
    Then the new system access "SmartCloud Skatt" can use "Skattegrunnlag" on behalf of "DISKRET NÆR TIGER AS"

  Scenario: Business systems that ask for single rights
    Some business systems ask for single rights, either in addition to access packages or instead of
    them. A single right gives access to one particular service, but not to the rest of the access
    package that contains the service. You can give a single right if you can give an access package that
    contains the service.

    When I log in as "managing director" of "DISKRET NÆR TIGER AS"
    When I go to "System accesses" in the menu
    When I choose "Create new system access"
    When I choose the business system "SmartCloud Personal"
    When I click "Proceed"
    Then I see that "SmartCloud Personal" will be given these authorizations on behalf of "DISKRET NÆR TIGER AS":
      | Authorization       | Type           |
      | A-melding system    | access package |
      | Notice of leave     | single right   |
      | Sick leave overview | single right   |
    When I click "Create system access"
    When I choose the new system access "SmartCloud Personal"
    Then the new system access "SmartCloud Personal" can use the single right "Notice of leave" on behalf of "DISKRET NÆR TIGER AS"

  Scenario: The system access already exists
    For your own organization, you can only create one system access with each business system. If
    the organization already has it, you do not need to create it again.

    Given "DISKRET NÆR TIGER AS" has the system access "Regnskap i sky" for itself, with the business system "SmartCloud Regnskap"
    When I log in as "managing director" of "DISKRET NÆR TIGER AS"
    When I go to "System accesses" in the menu
    When I choose "Create new system access"
    When I choose the business system "SmartCloud Regnskap"
    When I click "Proceed"
    When I click "Create system access"
    Then I see the message "Could not create system access; existing system access already exists for the selected system."
    And no new system access for "SmartCloud Regnskap" is created in "DISKRET NÆR TIGER AS"

  Scenario: If you lack an authorization
    You can only give a business system authorizations that you can pass on yourself. An access
    manager cannot always do so. If that is the case, ask the managing director to create the system
    access.

    When I log in as "access manager" of "DISKRET NÆR TIGER AS"
    When I go to "System accesses" in the menu
    When I choose "Create new system access"
    When I choose the business system "SmartCloud Skatt"
    When I click "Proceed"
    When I click "Create system access"
    Then I see the message "You do not have sufficient access rights to delegate the requested access packages."
    And no new system access for "SmartCloud Skatt" is created in "DISKRET NÆR TIGER AS"

  Scenario: If you cannot pass on a single right
    The same goes for single rights: you must be able to pass on an access package that contains the
    service. In this example, the access manager has authorization for A-melding system, but not for
    the access packages that the single rights belong to.

    When I log in as "access manager" of "DISKRET NÆR TIGER AS"
    When I go to "System accesses" in the menu
    When I choose "Create new system access"
    When I choose the business system "SmartCloud Personal"
    When I click "Proceed"
    When I click "Create system access"
    Then I see the message "Delegation of services failed: you lack the necessary rights to delegate the required services."
    And no new system access for "SmartCloud Personal" is created in "DISKRET NÆR TIGER AS", because I cannot pass on the single right "Notice of leave"

  Scenario: If you are a main administrator
    If you are a main administrator, you see the system accesses, but you cannot create new ones. Ask
    an access manager or the managing director to do it.

    When I log in as "main administrator" of "DISKRET NÆR TIGER AS"
    When I go to "System accesses" in the menu
    Then I do not find "Create new system access" in the overview of system accesses for "DISKRET NÆR TIGER AS"
    But I see the organization’s own system access "Regnskap i sky" in the overview
    When I follow a link straight to the page where system accesses are created
    Then I see the message "You do not have sufficient rights. To create a system access you need the role Access manager"
    And I may not create system accesses for "DISKRET NÆR TIGER AS"

  Scenario: If you lack access
    If you are a client administrator, you can add and remove clients, but you cannot create system
    accesses. Ask an access manager or the managing director to do it.

    When I log in as "client administrator" of "DISKRET NÆR TIGER AS"
    When I go to "System accesses" in the menu
    Then I do not find "Create new system access" in the overview of system accesses for "DISKRET NÆR TIGER AS"
    And I do not see the organization’s own system access "Regnskap i sky" in the overview
    When I follow a link straight to the page where system accesses are created
    Then I see the message "You do not have sufficient rights. To create a system access you need the role Access manager"
    And I may not create system accesses for "DISKRET NÆR TIGER AS"

  Scenario: If you cannot find system accesses in the menu
    Only organizations have system accesses. If you chose yourself when you logged in, you do not find
    them in the menu. Choose the organization instead.

    When I log in as "managing director" of "DISKRET NÆR TIGER AS", and choose myself
    Then I do not find "System accesses" in the menu
    When I switch to "DISKRET NÆR TIGER AS"
    When I go to "System accesses" in the menu
    Then I see the organization’s own system access "Regnskap i sky" in the overview
