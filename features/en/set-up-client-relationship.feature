# language: en
@client-relationship
Feature: Set up client relationship

  A system access for clients only works for clients that have a client relationship with the
  organization that owns the system access. Some client relationships arise by themselves, because
  the organization is registered as the client’s auditor, accountant or business manager in the
  Brønnøysund Registers. Where there is no such relationship, the client itself must authorize the
  organization. In some places, the portal calls an authorization a power of attorney.

  This guide shows how you, as the client, grant that authorization. You do not need it if the
  organization is already registered as your auditor, accountant or business manager. The
  organization can then go straight to [Client delegation](delegate-clients.md).

  Background: Prerequisites
    Given I have access to Altinn as "managing director" or "client administrator" of "Klientkunde AS"

  Scenario: Process in the Altinn portal
    In this example, Klientkunde AS is the client, and DISKRET NÆR TIGER AS is the organization that
    owns the system access.

    Given "Klientkunde AS" has no client relationship to "DISKRET NÆR TIGER AS"
    When I log in as "managing director" of "Klientkunde AS"
    When I go to "Users" in the menu
    When I click "New user"
    When I enter the organization number "311 590 839" of "DISKRET NÆR TIGER AS"
    Then I see that I am adding "DISKRET NÆR TIGER AS"
    When I click "Add organization"
    Then a relationship exists between "Klientkunde AS" and "DISKRET NÆR TIGER AS", without any authorization
    When I click "Grant authorization"
    And I search for the access package "Skattegrunnlag"
    When I click "Grant authorization" for the access package "Skattegrunnlag"
    Then "DISKRET NÆR TIGER AS" holds authorization for "Skattegrunnlag" on behalf of "Klientkunde AS"
      """
      The window stays open, so that you can grant more authorizations. Close it when you are done.
      """
    When the client relationship between "Klientkunde AS" and "DISKRET NÆR TIGER AS" is established
    Then "Klientkunde AS" can be added to the system access "Skatt for kunder", which requires "Skattegrunnlag"
      """
      It is the organization that owns the system access that adds the client. Let it know once the
      client relationship is in place. See [Client delegation](delegate-clients.md).
      """

  Scenario: If you are a client administrator
    If you are a client administrator rather than the managing director, you follow the same steps.
    You can only pass on access packages that you hold yourself, and you cannot take them back.

    When I log in as "client administrator" of "Klientkunde AS"
    When I go to "Users" in the menu
    When I choose myself among the users
    Then I only hold these access packages on behalf of "Klientkunde AS" myself:
      | Access package       |
      | Client administrator |
      | Skattegrunnlag       |
    When I go to "Users" in the menu
    When I click "New user"
    When I enter the organization number "311 590 839" of "DISKRET NÆR TIGER AS"
    When I click "Add organization"
    Then a relationship exists between "Klientkunde AS" and "DISKRET NÆR TIGER AS", without any authorization
    When I click "Grant authorization"
    And I search for the access package "Value added tax"
    Then I cannot grant "DISKRET NÆR TIGER AS" authorization for "Value added tax" on behalf of "Klientkunde AS", because I do not hold it
    When I search for the access package "Skattegrunnlag"
    When I click "Grant authorization" for the access package "Skattegrunnlag"
    Then "DISKRET NÆR TIGER AS" holds authorization for "Skattegrunnlag" on behalf of "Klientkunde AS"
    When I click "Close"
    And I search for "Skattegrunnlag" among the authorizations
    Then I cannot take "Skattegrunnlag" on behalf of "Klientkunde AS" back from "DISKRET NÆR TIGER AS"

  Scenario: If you are a main administrator
    If you are a main administrator, you can also grant authorization for access packages that you do
    not hold yourself.

    Given "Klientkunde AS" has granted "DISKRET NÆR TIGER AS" authorization for "Skattegrunnlag"
    When I log in as "main administrator" of "Klientkunde AS"
    When I go to "Users" in the menu
    When I choose myself among the users
    Then I only hold these access packages on behalf of "Klientkunde AS" myself:
      | Access package     |
      | Main administrator |
    When I go to "Users" in the menu
    When I choose "DISKRET NÆR TIGER AS" among the users
    When I click "Grant authorization"
    And I search for the access package "Value added tax"
    When I click "Grant authorization" for the access package "Value added tax"
    Then "DISKRET NÆR TIGER AS" holds authorization for "Value added tax" on behalf of "Klientkunde AS"

  Scenario: If you are the business manager of a Norwegian-registered foreign company
    If your organization is registered as the business manager of a Norwegian-registered foreign company
    (NUF), you can grant the authorization on its behalf. You can pass on the access packages that
    come with the registration.

    Given "DISKRET NÆR TIGER AS" is "business manager" of "HAVGLIMT HANDEL NUF" in the Brønnøysund Registers
    When I log in as "managing director" of "DISKRET NÆR TIGER AS", and choose "HAVGLIMT HANDEL NUF"
    When I go to "Users" in the menu
    When I click "New user"
    When I enter the organization number "313 909 964" of "SmartCloud AS"
    When I click "Add organization"
    When I click "Grant authorization"
    And I search for the access package "Postal services"
    Then I cannot grant "SmartCloud AS" authorization for "Postal services" on behalf of "HAVGLIMT HANDEL NUF", because I do not hold it
    When I search for the access package "Skattegrunnlag"
    When I click "Grant authorization" for the access package "Skattegrunnlag"
    Then "SmartCloud AS" holds authorization for "Skattegrunnlag" on behalf of "HAVGLIMT HANDEL NUF"

  Scenario: If the organization is already authorized
    If you do not know whether the organization is already authorized, you can look for it among the
    users. You find it by searching for its name, its organization number, or a person who has the
    authorization through it. New users come first in the list and are marked.

    Given "Klientkunde AS" has granted "DISKRET NÆR TIGER AS" authorization for "Skattegrunnlag"
    When I log in as "managing director" of "Klientkunde AS"
    When I go to "Users" in the menu
    Then I only see these users:
      | User                 |
      | DISKRET NÆR TIGER AS |
      | BLID ELV             |
      | KLAR BEKK            |
      | MILD STI             |
    When I search for the organization number "311 590 839" among the users
    Then I only see these users:
      | User                 |
      | DISKRET NÆR TIGER AS |
    When I search for "DRESS MINST" among the users
    Then I find "DRESS MINST" under "DISKRET NÆR TIGER AS"
    When I choose "DISKRET NÆR TIGER AS" among the users
    When I search for "Skattegrunnlag" among the authorizations
    Then I see that "DISKRET NÆR TIGER AS" already holds "Skattegrunnlag" on behalf of "Klientkunde AS"

  Scenario: If the organization number is wrong
    If Altinn does not find the organization, the organization number has usually been mistyped. Nor
    can you add your own organization.

    When I log in as "managing director" of "Klientkunde AS"
    When I go to "Users" in the menu
    When I click "New user"
    When I enter an organization number that does not exist
    Then I see the message "Did not find an organization with the given number. Please check that you entered the correct information."
    When I enter the organization number "315 260 183", which is the organization’s own
    When I click "Add organization"
    Then no organization is added to the users of "Klientkunde AS"

  Scenario: Take the authorization back
    If the organization is no longer to use the authorization, you take it back. The organization does
    not have to approve this and is not notified, so let it know. It remains among the users, so that
    you can authorize it again later.

    Given "Klientkunde AS" has granted "DISKRET NÆR TIGER AS" authorization for "Skattegrunnlag"
    And "Klientkunde AS" has been added to the system access "Skatt for kunder"
    When I log in as "managing director" of "Klientkunde AS"
    When I go to "Users" in the menu
    When I choose "DISKRET NÆR TIGER AS" among the users
    When I search for "Skattegrunnlag" among the authorizations
    When I click "Delete power of attorney" for the access package "Skattegrunnlag"
    Then "DISKRET NÆR TIGER AS" no longer holds authorization for "Skattegrunnlag" on behalf of "Klientkunde AS"
    And the system access "Skatt for kunder" can no longer be used on behalf of "Klientkunde AS"

  Scenario: End the client relationship
    If the organization is not to carry out any tasks for you at all, you delete it from the users. It
    then loses all the authorizations that you have granted it.

    Given "Klientkunde AS" has granted "DISKRET NÆR TIGER AS" authorization for "Skattegrunnlag"
    And "Klientkunde AS" has been added to the system access "Skatt for kunder"
    When I log in as "managing director" of "Klientkunde AS"
    When I go to "Users" in the menu
    When I choose "DISKRET NÆR TIGER AS" among the users
    When I click "Delete user"
    Then I am asked whether I want to delete "DISKRET NÆR TIGER AS" from the users of "Klientkunde AS"
    When I click "Yes, delete"
    Then "DISKRET NÆR TIGER AS" is no longer among the users of "Klientkunde AS"
    And the system access "Skatt for kunder" can no longer be used on behalf of "Klientkunde AS"

  Scenario: If the client relationship comes from the Brønnøysund Registers
    If the organization is registered as your auditor, accountant or business manager, you cannot end
    the client relationship in Altinn. It lasts until the registration in the Brønnøysund Registers
    is changed.

    Given "DISKRET NÆR TIGER AS" is "auditor" of "Revisorkunde AS" in the Brønnøysund Registers
    When I log in as "managing director" of "Revisorkunde AS"
    When I go to "Users" in the menu
    When I choose "DISKRET NÆR TIGER AS" among the users
    When I search for "Auditor in charge" among the authorizations
    Then "DISKRET NÆR TIGER AS" holds "Auditor in charge" on behalf of "Revisorkunde AS" as "auditor" in the Brønnøysund Registers, and I cannot take it back

  Scenario: If you lack access
    If you are neither the managing director nor a client administrator, you cannot set up the
    client relationship. Ask one of them to do it.

    When I log in as an employee without administrator rights in "Klientkunde AS"
    When I go to "Users" in the menu
    Then I cannot grant authorizations on behalf of "Klientkunde AS"
    When I choose myself among the users
    Then I only hold these access packages on behalf of "Klientkunde AS" myself:
      | Access package  |
      | Postal services |
