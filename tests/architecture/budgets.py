"""The sizes to feel at home in, and the few places that have a reason to be larger."""

FILE_AIM, FILE_NEVER = 200, 400
FUNCTION_AIM, FUNCTION_NEVER = 25, 50
VIEW_BODY_AIM, VIEW_BODY_NEVER = 12, 25
SHARE_WITHIN_AIM = 0.95  # of functions; the rest stays under "never"
TEMPLATE, PARTIAL, SETTINGS = 120, 60, 250
FILES_A_FOLDER = 8

# path: (lines allowed, reason)
LARGER_FILES: dict[str, tuple[int, str]] = {
    "applications/models/application.py": (260, "the central aggregate with its constraints, told in one place"),
    "tests/events/coordination/test_proposals.py": (220, "the expert who is ill and the wishes, told in one place"),
    "tests/permissions/declared.py": (320, "one line a page of the portal"),
    "events/models/registration.py": (
        240,
        "the central aggregate of the cafés with its constraints, told in one place",
    ),
}
LARGER_TEMPLATES: dict[str, tuple[int, str]] = {}

# folder: reason for more than eight files on one level; a trailing slash covers what lies below
FULLER_FOLDERS: dict[str, str] = {
    "docs": "one generated page a subject",
    "docs/decisions": "one decision a file, in the order they were taken",
    "static/": "assets, one file each",
    "events/actions": "one deed of the public side a file, the coordination's and the day's in folders of their own",
    "tests/browser": "one part of the portal a file",
    "tests/platform": "one part of the platform a file",
    "tests/drills": "one drill a file",
    "tests/architecture": "one family of checks a file",
    "tests/snapshots/": "one text a mail or document",
    "applications/content/": "the edition's data",
    "applications": "the doors and tables of the app, one a file",
    "inmp_portal/lib": "small tools that share nothing, one a file",
    "inmp_portal/outbox": "one shelf a file",
    "inmp_portal/home": "one shelf a file",
    "inmp_portal/accounts": "one shelf a file",
    "applications/demo": "one part of the play a file",
    "applications/rules": "one subject a file",
    "applications/notices": "one subject a file",
    "applications/queries": "one question a file",
    "events/queries": "one question a file",
    "applications/models": "one aggregate a file",
    "applications/migrations": "one step a file",
    "templates/applications/mail": "two texts a kind of mail",
    "templates/errors": "one page a kind of failure",
    "templates/events/mail": "two texts a kind of mail",
    "events": "the doors and tables of the app, one a file",
    "templates/components": "one component a file",
    "templates/components/svg": "one drawing a file",
}
