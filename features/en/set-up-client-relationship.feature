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
    You can only pass on access packages that you hold yourself.

    When I log in as "client administrator" of "Klientkunde AS"
    When I go to "Users" in the menu
    When I click "New user"
    When I enter the organization number "311 590 839" of "DISKRET NÆR TIGER AS"
    When I click "Add organization"
    Then a relationship exists between "Klientkunde AS" and "DISKRET NÆR TIGER AS", without any authorization
    When I click "Grant authorization"
    And I search for the access package "Skattegrunnlag"
    When I click "Grant authorization" for the access package "Skattegrunnlag"
    Then "DISKRET NÆR TIGER AS" holds authorization for "Skattegrunnlag" on behalf of "Klientkunde AS"

  Scenario: If you lack access
    If you are neither the managing director nor a client administrator, you cannot set up the
    client relationship. Ask one of them to do it.

    When I log in as an employee without administrator rights in "Klientkunde AS"
    When I go to "Users" in the menu
    Then I cannot grant authorizations on behalf of "Klientkunde AS"
    And I do not find the button "New user"
