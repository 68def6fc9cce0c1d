# language: en
@delete-access
Feature: Delete system access

  If your organization is no longer going to use a business system in Altinn, delete the system
  access. The business system then loses all the authorizations that it has through it, and the
  deletion cannot be undone. Only the organization itself can delete the system access, not the
  vendor.

  A system access for clients must have no clients before you can delete it.

  Background: Prerequisites
    Given I can create and delete system accesses as "access manager" or "managing director" of "DISKRET NÆR TIGER AS"

  Scenario: A system access for your own organization
    After the deletion, the business system can no longer carry out tasks for your organization. In
    this example, DISKRET NÆR TIGER AS deletes the system access “Regnskap i sky”.

    Given "DISKRET NÆR TIGER AS" has the system access "Regnskap i sky" for itself, with the business system "SmartCloud Regnskap"
    When I log in as "access manager" of "DISKRET NÆR TIGER AS"
    When I go to "System accesses" in the menu
    When I choose the system access "Regnskap i sky" under "Own system accesses"
    Then the system access "Regnskap i sky" can use "Postal services" on behalf of the organization itself
    When I click "Delete system access"
    Then I am asked whether I want to delete the system access "Regnskap i sky"
    When I click "Delete system access" below the question about deleting "Regnskap i sky"
    Then the system access "Regnskap i sky" is deleted
    And the system access "Regnskap i sky" can no longer use "Postal services" on behalf of the organization itself

  Scenario: A system access without clients
    If a system access for clients has no clients, you can delete it straight away. The client
    relationships of your organization remain.

    When I log in as "managing director" of "DISKRET NÆR TIGER AS"
    When I go to "System accesses" in the menu
    When I choose the system access "Revisor klientdelegering" under "System accesses for clients"
    Then I see that the system access "Revisor klientdelegering" has no clients
    When I click "Delete system access"
    When I click "Delete system access" below the question about deleting "Revisor klientdelegering"
    Then the system access "Revisor klientdelegering" is deleted

  Scenario: A system access with clients
    If the system access has clients, you must remove them all before you can delete it. To remove
    clients, you must be a client administrator or the managing director. If you are only an access
    manager, ask one of them for help.

    Given "Klientkunde AS" has granted "DISKRET NÆR TIGER AS" authorization for "Skattegrunnlag"
    And "Klientkunde AS" has been added to the system access "Skatt for kunder"
    When I log in as "managing director" of "DISKRET NÆR TIGER AS"
    When I go to "System accesses" in the menu
    When I choose the system access "Skatt for kunder"
    Then the system access "Skatt for kunder" can use "Skattegrunnlag" on behalf of "Klientkunde AS"
    When I click "Add clients"
    When I click "Remove from system access" for "Klientkunde AS"
    Then "Klientkunde AS" is removed from the system access "Skatt for kunder"
    When I click "Confirm and close"
    Then the system access "Skatt for kunder" can no longer use "Skattegrunnlag" on behalf of "Klientkunde AS"
    When I click "Delete system access"
    When I click "Delete system access" below the question about deleting "Skatt for kunder"
    Then the system access "Skatt for kunder" is deleted

  Scenario: If the clients have not been removed
    If you try to delete a system access that still has clients, it remains. The business system can
    carry out tasks for the clients as before.

    Given "Klientkunde AS" has granted "DISKRET NÆR TIGER AS" authorization for "Skattegrunnlag"
    And "Klientkunde AS" has been added to the system access "Skatt for kunder"
    When I log in as "managing director" of "DISKRET NÆR TIGER AS"
    When I go to "System accesses" in the menu
    When I choose the system access "Skatt for kunder"
    When I click "Delete system access"
    When I click "Delete system access" below the question about deleting "Skatt for kunder"
    Then I see the message "The clients must be removed from the system access first."
    And the system access "Skatt for kunder" is not deleted, because it has clients
    And the system access "Skatt for kunder" can use "Skattegrunnlag" on behalf of "Klientkunde AS"

  Scenario: If you lack access
    If you are a client administrator, you can add and remove clients, but you cannot delete system
    accesses. Ask an access manager or the managing director to do it.

    When I log in as "client administrator" of "DISKRET NÆR TIGER AS"
    When I go to "System accesses" in the menu
    When I choose the system access "Skatt for kunder"
    Then I do not find the button "Delete system access" for the system access "Skatt for kunder", which I cannot delete
