from inmp_portal.accounts.models.break_glass import BreakGlass
from inmp_portal.accounts.models.grant import COORDINATION, Grant, Role
from inmp_portal.accounts.models.institution import Institution
from inmp_portal.accounts.models.sign_in_code import SignInCode
from inmp_portal.accounts.models.user import MailRhythm, User

__all__ = ["COORDINATION", "BreakGlass", "Grant", "Institution", "MailRhythm", "Role", "SignInCode", "User"]
