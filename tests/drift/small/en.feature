# language: en
@small
Feature: Small

  Background: Prerequisites
    Given "DISKRET NÆR TIGER AS" is "auditor" of "Revisorkunde AS" in the Brønnøysund Registers

  Scenario: Roles
    Given the role "business manager" gives "Business manager real estate" for these organization forms only:
      | Organization form   |
      | housing cooperative |
      | condominium         |
    And the system access "Årsoppgjør" requires these access packages:
      | Access package    |
      | Auditor in charge |
      | Skattegrunnlag    |
      | Postal services   |

  Scenario: Clicks
    When I log in as "auditor" of "Revisorkunde AS"
    When I click "New user"
    Then I see the message "All clients have been added."
      """
      A note.
      """
    When I click "New user"

  Scenario: End
    When I go to "Users" in the menu
