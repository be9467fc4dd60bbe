"""What differs between two versions of a plan: dates by milestone, scope, tasks, risks, people, money and the rest."""
