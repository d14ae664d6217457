// Sign-in and tokens.

export interface SignInRequest {
  readonly login: string;
  readonly password: string;
}

/** The session itself is a cookie that scripts cannot read. */
export interface SessionView {
  readonly person: string;
  readonly kind: 'session' | 'api';
  readonly expiresAt: string | null;
  /** Somebody else chose the password: until it is changed, everything else is refused. */
  readonly mustChangePassword: boolean;
}

export interface ChangePasswordRequest {
  readonly oldPassword: string;
  readonly newPassword: string;
}

/** `password` is shown this once and is good for choosing another. */
export interface ResetPasswordView {
  readonly password: string;
}

export interface NewTokenRequest {
  readonly name: string;
  /** Whole days, 1..365. */
  readonly days: number;
}

export interface TokenView {
  readonly id: string;
  readonly name: string;
  readonly createdAt: string;
  readonly expiresAt: string;
}

/** `token` is shown this once. */
export interface NewTokenView {
  readonly token: string;
  readonly name: string;
  readonly expiresAt: string;
}
