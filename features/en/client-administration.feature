# language: en
@client-administration
Feature: Client administration

  When a client has authorized your organization, it is the organization that holds the
  authorization. For a person to carry out tasks for the client, you must pass the authorization on
  to that person. You do this in client administration. In some places, the portal calls an
  authorization a power of attorney.

  This guide is about persons. If a business system is to carry out the tasks, use
  [Client delegation](delegate-clients.md). If the client has not granted any authorization yet, it
  must first [set up a client relationship](set-up-client-relationship.md).

  Background: Prerequisites
    Given I can pass on the clients’ authorizations as "client administrator" or "managing director" of "DISKRET NÆR TIGER AS"

  Scenario: Add a person
    You can add anybody, including people who do not work in your organization. You then need to know
    their national identity number and last name.

    When I log in as "client administrator" of "DISKRET NÆR TIGER AS"
    When I go to "Client Administration" in the menu
    When I click "Add new user"
    When I enter the national identity number "16857692261" and the last name "Lun"
    When I click "Add person"
    Then "LUN SKOG" is added to the client administration of "DISKRET NÆR TIGER AS", without any authorization

  Scenario: Add a person who has an authorization in your organization
    If the person already has an authorization in your organization, it is enough to search for their
    name.

    When I log in as "client administrator" of "DISKRET NÆR TIGER AS"
    When I go to "Client Administration" in the menu
    When I search for "LUN SKOG" in client administration
    Then I find "LUN SKOG" among those who do not have client access in "DISKRET NÆR TIGER AS"
    When I click "Add" next to the user "LUN SKOG"
    Then I see the message "User added."
    And "LUN SKOG" is among the users with client access in "DISKRET NÆR TIGER AS"

  Scenario: Authorize a person
    You give one access package at a time, for one client. The person cannot pass it on.

    Given "LUN SKOG" has been added to the client administration of "DISKRET NÆR TIGER AS"
    When I log in as "client administrator" of "DISKRET NÆR TIGER AS"
    When I go to "Client Administration" in the menu
    When I choose the user "LUN SKOG"
    When I open "Can have these clients"
    And I open the client "Revisorkunde AS"
    When I click "Give power of attorney" next to the access package "Auditor in charge"
    Then "LUN SKOG" has been given authorization for "Auditor in charge" on behalf of "Revisorkunde AS"

  Scenario: Find a client
    If your organization has many clients, you can choose which client relationships to see. Clients
    that have been deleted in the Brønnøysund Registers are only shown if you ask for them.

    When I log in as "client administrator" of "DISKRET NÆR TIGER AS"
    When I go to "Client Administration" in the menu
    When I choose the tab "Clients"
    When I click "Client relationships"
    And I choose the client relationship "accountant"
    Then I only see these clients:
      | Client              |
      | BLÅVEIS BLOMSTER AS |
    When I turn on "Show deleted"
    Then I only see these clients:
      | Client                 |
      | BLÅVEIS BLOMSTER AS    |
      | HAVBRIS FISKEMOTTAK AS |

  Scenario: Authorize a person, starting from the client
    You can also start from the client. You then see who has which authorizations for it.

    Given "LUN SKOG" has been added to the client administration of "DISKRET NÆR TIGER AS"
    When I log in as "managing director" of "DISKRET NÆR TIGER AS"
    When I go to "Client Administration" in the menu
    When I choose the tab "Clients"
    When I choose the client "NORDLYS BAKERI AS"
    When I open "Users who can get power of attorney"
    And I open the user "LUN SKOG"
    When I click "Give power of attorney" next to the access package "Assistant auditor"
    Then "LUN SKOG" has been given authorization for "Assistant auditor" on behalf of "NORDLYS BAKERI AS"

  Scenario: Add a person, starting from the client
    If the person has not been added yet, you can do that without leaving the client.

    When I log in as "client administrator" of "DISKRET NÆR TIGER AS"
    When I go to "Client Administration" in the menu
    When I choose the tab "Clients"
    When I choose the client "SOLSIDEN BORETTSLAG"
    When I click "Add new user"
    When I enter the national identity number "16857692261" and the last name "Lun"
    When I click "Add person"
    Then I see the message "The user now has client access."
    When I open the user "LUN SKOG"
    When I click "Give power of attorney" next to the access package "Business manager real estate"
    Then "LUN SKOG" has been given authorization for "Business manager real estate" on behalf of "SOLSIDEN BORETTSLAG"

  Scenario: Take back an authorization
    If the person is no longer to work for the client, take back the authorization. The person keeps
    the others, and your organization keeps the client.

    Given "LUN SKOG" has been given "Auditor in charge" on behalf of "Revisorkunde AS" through "DISKRET NÆR TIGER AS"
    And "LUN SKOG" has been given "Auditor in charge" on behalf of "NORDLYS BAKERI AS" through "DISKRET NÆR TIGER AS"
    When I log in as "client administrator" of "DISKRET NÆR TIGER AS"
    When I go to "Client Administration" in the menu
    When I choose the user "LUN SKOG"
    When I open the client "Revisorkunde AS"
    When I click "Delete power of attorney" next to the access package "Auditor in charge"
    Then "LUN SKOG" can no longer use "Auditor in charge" on behalf of "Revisorkunde AS"
    But "LUN SKOG" can still use "Auditor in charge" on behalf of "NORDLYS BAKERI AS"

  Scenario: Take back an authorization, starting from the client
    If nobody in your organization is to work for the client any more, it is easiest to start from the
    client.

    Given "LUN SKOG" has been given "Auditor in charge" on behalf of "Revisorkunde AS" through "DISKRET NÆR TIGER AS"
    When I log in as "managing director" of "DISKRET NÆR TIGER AS"
    When I go to "Client Administration" in the menu
    When I choose the tab "Clients"
    When I choose the client "Revisorkunde AS"
    When I open the user "LUN SKOG"
    When I click "Delete power of attorney" next to the access package "Auditor in charge"
    Then "LUN SKOG" can no longer use "Auditor in charge" on behalf of "Revisorkunde AS"

  Scenario: If the client takes back the authorization
    The person only has what your organization has. If the client takes back the authorization, the
    person loses it, too.

    Given "Klientkunde AS" has granted "DISKRET NÆR TIGER AS" authorization for "Skattegrunnlag"
    And "LUN SKOG" has been given "Skattegrunnlag" on behalf of "Klientkunde AS" through "DISKRET NÆR TIGER AS"
    When I log in as "client administrator" of "DISKRET NÆR TIGER AS"
    When I go to "Client Administration" in the menu
    When I choose the user "LUN SKOG"
    When "Klientkunde AS" takes back the authorization for "Skattegrunnlag" from "DISKRET NÆR TIGER AS"
    Then "LUN SKOG" has lost the authorization for "Skattegrunnlag" on behalf of "Klientkunde AS"

  Scenario: Delete a person
    If somebody leaves, delete the user from client administration. The person then loses all
    authorizations for the clients at once, but keeps those for the organization itself.

    Given "LUN SKOG" has been given "Auditor in charge" on behalf of "Revisorkunde AS" through "DISKRET NÆR TIGER AS"
    And "LUN SKOG" has been given "Auditor in charge" on behalf of "NORDLYS BAKERI AS" through "DISKRET NÆR TIGER AS"
    When I log in as "client administrator" of "DISKRET NÆR TIGER AS"
    When I go to "Client Administration" in the menu
    When I choose the user "LUN SKOG"
    When I click "Delete user"
    Then I am asked whether I want to delete "LUN SKOG" from client administration
    When I click "Delete user"
    Then "LUN SKOG" is deleted from the client administration of "DISKRET NÆR TIGER AS", with these authorizations:
      | Access package    | Client            |
      | Auditor in charge | Revisorkunde AS   |
      | Auditor in charge | NORDLYS BAKERI AS |
      """
      If the person is not to have authorizations in the organization either, they must be deleted
      under “Users” in the menu.
      """

  Scenario: If the person is not found
    Altinn only adds the person if the national identity number and the last name belong together. You
    are not told which of them is wrong.

    When I log in as "client administrator" of "DISKRET NÆR TIGER AS"
    When I go to "Client Administration" in the menu
    When I click "Add new user"
    When I enter the national identity number "16857692261" and the last name "Klok"
    When I click "Add person"
    Then I see the message "Did not find a user with the given name and national identity number or username. Please check that you entered the correct information."
    And nobody is added to the client administration of "DISKRET NÆR TIGER AS"

  Scenario: If there is nothing to pass on
    The list shows every client, including those that have not given any authorization that can be
    passed on. This is the case, for example, when your organization is the business manager of
    something other than a housing cooperative or a condominium.

    Given "LUN SKOG" has been added to the client administration of "DISKRET NÆR TIGER AS"
    When I log in as "client administrator" of "DISKRET NÆR TIGER AS"
    When I go to "Client Administration" in the menu
    When I choose the tab "Clients"
    When I choose the client "TORGET EIENDOM AS"
    Then I see that "DISKRET NÆR TIGER AS" has nothing to pass on for "TORGET EIENDOM AS"
      """
      Ask the client itself to grant your organization the authorization, as
      [Set up client relationship](set-up-client-relationship.md) shows.
      """

  Scenario: If you are an access manager
    An access manager grants authorizations for the organization itself, but not for its clients. Ask a
    client administrator or the managing director to do that.

    Given "LUN SKOG" has been added to the client administration of "DISKRET NÆR TIGER AS"
    When I log in as "access manager" of "DISKRET NÆR TIGER AS"
    When I follow a link straight to client administration
    Then I see the message "You do not have access to client administration"
    And I may not give "LUN SKOG" authorization on behalf of any of the clients
