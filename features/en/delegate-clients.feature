# language: en
@clients
Feature: Client delegation

  A system access for clients only works for the clients that have been added to it. This guide
  shows how you, as the owner of the system access, add and remove clients. If the system access is
  for your own organization only, you do not need to add anyone.

  A client must have a client relationship to your organization. The relationship either arises by
  itself, from a role in the Brønnøysund Registers, or because the client authorizes you. How the
  client does that is described in [Set up client relationship](set-up-client-relationship.md).

  Background: Prerequisites
    Given I can manage clients as "client administrator" or "managing director" of "DISKRET NÆR TIGER AS"
    And "DISKRET NÆR TIGER AS" has an approved system access for clients, "Revisor klientdelegering"

  Scenario: A client from the Brønnøysund Registers
    If your organization is registered as the client’s auditor, accountant or business manager, the
    client relationship is already there. In this example, DISKRET NÆR TIGER AS is the auditor of
    Revisorkunde AS.

    Given these roles in the Brønnøysund Registers give a client relationship:
      | Role             | Access package                          |
      | auditor          | Auditor in charge                       |
      | auditor          | Assistant auditor                       |
      | accountant       | Accountant with signing rights          |
      | accountant       | Accountant without signing rights       |
      | accountant       | Accountant salary                       |
      | business manager | Business manager real estate            |
    And "DISKRET NÆR TIGER AS" is "auditor" of "Revisorkunde AS" in the Brønnøysund Registers
    When I log in as "client administrator" of "DISKRET NÆR TIGER AS"
    When I go to "System accesses" in the menu
    When I choose the system access "Revisor klientdelegering" under "System accesses for clients"
    When I click "Add clients"
    When I click "Add to system access" for "Revisorkunde AS"
    Then "Revisorkunde AS" is added to the system access "Revisor klientdelegering"
      """
      Add more clients in the same way, one at a time. On a narrow screen, the button is shown as a
      plus sign only.
      """
    When I click "Confirm and close"
    Then the system access "Revisor klientdelegering" can use "Auditor in charge" on behalf of "Revisorkunde AS"

  Scenario: A client that granted the authorization itself
    If the client has followed the guide [Set up client relationship](set-up-client-relationship.md),
    you will find it in the list in the same way. The system access cannot be used on behalf of the client
    until you have added it.

    Given "Klientkunde AS" has granted "DISKRET NÆR TIGER AS" authorization for "Skattegrunnlag"
    When I log in as "managing director" of "DISKRET NÆR TIGER AS"
    When I go to "System accesses" in the menu
    When I choose the system access "Skatt for kunder"
    Then the system access "Skatt for kunder" cannot use "Skattegrunnlag" on behalf of "Klientkunde AS"
    When I click "Add clients"
    When I click "Add to system access" for "Klientkunde AS"
    Then "Klientkunde AS" is added to the system access "Skatt for kunder"
    When I click "Confirm and close"
    Then the system access "Skatt for kunder" can use "Skattegrunnlag" on behalf of "Klientkunde AS"

  Scenario: Several access packages on one system access
    If the system access requires several access packages, the client must have given all of them:
    by itself, through a role in the Brønnøysund Registers, or by a combination. One of them is not
    enough. The list shows every client that has given at least one, so it may include clients that
    cannot be added yet.

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
    Then I see the message "Could not add client"
    And "Revisorkunde AS" is not added to the system access "Årsoppgjør"
    When "Revisorkunde AS" grants "DISKRET NÆR TIGER AS" authorization for "Skattegrunnlag"
    When I click "Add to system access" for "Revisorkunde AS"
    Then "Revisorkunde AS" is added to the system access "Årsoppgjør"
    When I click "Confirm and close"
    Then the system access "Årsoppgjør" can use "Skattegrunnlag" on behalf of "Revisorkunde AS"
    And the system access "Årsoppgjør" can use "Auditor in charge" on behalf of "Revisorkunde AS"

  Scenario: Add all clients
    If the system access is to cover all your clients, you can add them all at once.

    When I log in as "client administrator" of "DISKRET NÆR TIGER AS"
    When I go to "System accesses" in the menu
    When I choose the system access "Revisor klientdelegering"
    When I click "Add clients"
    When I click "Add all clients"
    Then I see the message "All clients have been added."
    And all clients are added to the system access "Revisor klientdelegering"
    When I click "Confirm and close"
    Then the system access "Revisor klientdelegering" can use "Auditor in charge" on behalf of "FJELLBRIS VERKSTED AS"

  Scenario: Remove a client
    If you no longer carry out tasks for a client, remove it from the system access. The client
    relationship remains, so you can add the client again later.

    Given "Klientkunde AS" has granted "DISKRET NÆR TIGER AS" authorization for "Skattegrunnlag"
    And "Klientkunde AS" has been added to the system access "Skatt for kunder"
    When I log in as "client administrator" of "DISKRET NÆR TIGER AS"
    When I go to "System accesses" in the menu
    When I choose the system access "Skatt for kunder"
    Then the system access "Skatt for kunder" can use "Skattegrunnlag" on behalf of "Klientkunde AS"
    When I click "Add clients"
    When I click "Remove from system access" for "Klientkunde AS"
    Then "Klientkunde AS" is removed from the system access "Skatt for kunder"
    When I click "Confirm and close"
    Then the system access "Skatt for kunder" can no longer use "Skattegrunnlag" on behalf of "Klientkunde AS"

  Scenario: The client is missing from the list
    If you cannot find the client in the list, no client relationship has been set up.

    Given "Klientkunde AS" has no client relationship to "DISKRET NÆR TIGER AS"
    When I log in as "client administrator" of "DISKRET NÆR TIGER AS"
    When I go to "System accesses" in the menu
    When I choose the system access "Revisor klientdelegering"
    When I click "Add clients"
    When I search for "Klientkunde AS" among the clients
    Then I see the message "No matches for your search"
    And "Klientkunde AS" is not among the clients of the system access "Revisor klientdelegering"
      """
      Ask the client to grant you the authorization that the system access requires. The client does
      so itself, by following the guide [Set up client relationship](set-up-client-relationship.md).
      """

  Scenario: Business managers: housing cooperatives and condominiums only
    If your organization is a business manager (forretningsfører), the registration in the
    Brønnøysund Registers gives the access package for real estate for housing cooperatives and
    condominiums only. In this example, DISKRET NÆR TIGER AS is the business manager of a housing cooperative
    and of a limited company. Only the housing cooperative can be added.

    Given the role "business manager" gives "Business manager real estate" for these organization forms only:
      | Organization form   |
      | housing cooperative |
      | condominium         |
    And "DISKRET NÆR TIGER AS" is "business manager" of "SOLSIDEN BORETTSLAG" in the Brønnøysund Registers
    And "DISKRET NÆR TIGER AS" is "business manager" of "TORGET EIENDOM AS" in the Brønnøysund Registers
    When I log in as "client administrator" of "DISKRET NÆR TIGER AS"
    When I go to "System accesses" in the menu
    When I choose the system access "Eiendomsforvaltning"
    When I click "Add clients"
    Then I can only choose between these clients for the system access "Eiendomsforvaltning":
      | Client              |
      | SOLSIDEN BORETTSLAG |
    But "TORGET EIENDOM AS" is not among the clients of the system access "Eiendomsforvaltning"
    When I click "Add to system access" for "SOLSIDEN BORETTSLAG"
    Then "SOLSIDEN BORETTSLAG" is added to the system access "Eiendomsforvaltning"
    When I click "Confirm and close"
    Then the system access "Eiendomsforvaltning" can use "Business manager real estate" on behalf of "SOLSIDEN BORETTSLAG"

  Scenario: Business managers: Norwegian-registered foreign companies
    If your organization is the business manager of a Norwegian-registered foreign company (NUF), the
    registration gives several access packages, among them Skattegrunnlag. The client does not need to
    authorize you itself.

    Given the role "business manager" gives "Skattegrunnlag" for these organization forms only:
      | Organization form                    |
      | Norwegian-registered foreign company |
    And "DISKRET NÆR TIGER AS" is "business manager" of "HAVGLIMT HANDEL NUF" in the Brønnøysund Registers
    When I log in as "client administrator" of "DISKRET NÆR TIGER AS"
    When I go to "System accesses" in the menu
    When I choose the system access "Skatt for kunder"
    When I click "Add clients"
    When I click "Add to system access" for "HAVGLIMT HANDEL NUF"
    Then "HAVGLIMT HANDEL NUF" is added to the system access "Skatt for kunder"
    When I click "Confirm and close"
    Then the system access "Skatt for kunder" can use "Skattegrunnlag" on behalf of "HAVGLIMT HANDEL NUF"

  Scenario: Your own organization as a client
    A system access for clients can also be used on behalf of your own organization, provided that an
    organization can grant the access packages. Those that only come with a role in the Brønnøysund
    Registers cannot be granted. You must be the managing director, or an access manager who holds
    the access packages.

    When I log in as "managing director" of "DISKRET NÆR TIGER AS"
    When I go to "System accesses" in the menu
    When I choose the system access "Skatt for kunder"
    When I click "Add your organization"
    Then the organization itself is added to the system access "Skatt for kunder", which can use "Skattegrunnlag" on its behalf
    When I click "Remove from system access" for my own organization
    Then the organization itself is removed from the system access "Skatt for kunder"

  Scenario: Let an employee manage the clients
    If an employee is to add and remove clients, grant the employee the access package Client
    administrator. You need the employee’s national identity number and last name.

    When I log in as "managing director" of "DISKRET NÆR TIGER AS"
    When I go to "Users" in the menu
    When I click "New user"
    When I choose the tab "Person"
    When I enter the national identity number "09890361274" and the last name "Frisk"
    When I click "Add person"
    Then "FRISK BRIS" is added to the users of "DISKRET NÆR TIGER AS", without any authorization
    When I click "Grant authorization"
    And I search for the access package "Client administrator"
    When I click "Grant authorization" for the access package "Client administrator"
    Then "FRISK BRIS" can manage clients for "DISKRET NÆR TIGER AS"

  Scenario: If you cannot find the system access
    The system accesses belong to the main unit. If you have chosen a sub-unit, the overview is empty.

    When I log in as "client administrator" of "DISKRET NÆR TIGER AS", without choosing an organization yet
    Then I can choose between these organizations:
      | Organization               |
      | DISKRET NÆR TIGER AS       |
      | DISKRET NÆR TIGER AVD VEST |
    When I choose to use Altinn on behalf of "DISKRET NÆR TIGER AVD VEST"
    When I go to "System accesses" in the menu
    Then "DISKRET NÆR TIGER AVD VEST" has no system accesses, even though its main unit does
    When I switch to "DISKRET NÆR TIGER AS"
    When I go to "System accesses" in the menu
    When I choose the system access "Revisor klientdelegering"
    Then I see that the system access "Revisor klientdelegering" has no clients
