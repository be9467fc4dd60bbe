"""The worked plans as one line a task; the expected dates are typed from the same source in the tests."""

GOLDEN = """
A1; 1d
A2; 2d; A1
A3; 7d; A2
A4; 5d; A3 SS+4d
B1; 4d; A3
M1; 0d; B1, A4
A5; 11d; M1
A6; 6d; M1
A7; 5d; A6
A8; 3d; A5, A7
M2; 0d; A8
A9; 7d; M2
A10; 3d; A9 SS+3d
A11; 6d; A10
A12; 8d; A10
B2; 7d; A9
M3; 0d; A11, A12, B2
A13; 3d; B2
A14; 1d; A13, A11, A12
A15; 7d; A14 SS+0d
A16; 4d; A15
A17; 4d; A16
M4; 0d; A17
"""

REALISTIC = """
T01; 1d
T02; 2d; T01
T03; 7d; T01
T04; 2d; T03
T05; 5d; T02
T06; 4d; T05 SS+2d
T07; 1d; T05, T06
M1; 0d; T07
T08; 9d; M1, T04
T09; 4d; M1
T10; 4d; T09
T11; 2d; T08, T10
M2; 0d; T11
T12; 5d; M2
T13; 2d; T12 SS+2d
T14; 4d; T13
T15; 5d; T13
T16; 3d; T12
M3; 0d; T14, T15, T16
T17; 2d; T16
T18; 1d; T17, T14, T15
T19; 5d; T18 SS+0d
T20; 3d; T19
T21; 2d; T20
M4; 0d; T21
"""

REALISTIC_CALENDAR = {"holidays": ["2027-01-18", "2027-02-15"]}

BAKERY = """
S1; 1d
S2; 2d; S1
S3; 1d; S1
S4; 2d; S3
S5; 3d; S1
S6; 1d; S2, S4
M1; 0d; S5, S6
S7; 1d; M1
S8; 1d; S7
S9; 1d; S6
S10; 1d; S9
M2; 0d; S8, S10
S11; 1d; M2
S12; 2d; S11
S13; 1d; S12 FF
M3; 0d; S12, S13
"""

PATHS = """
K; 1d
A1; 20d; K
A2; 13d; A1
B1; 25d; K
B2; 15d; B1
C1; 22d; K
C2; 14d; C1
G; 1d; A2, B2, C2
"""

_DISCOVERY_TO_READY = """
C01; 1d
C02; 8d; C01
C03; 10d; C01
C04; 10d; C01
C05; 3d; C02
C06; 6d; C02
C07; 8d; C01
C08; 2d; C03, C05, C06, C07
M0; 0d; C08
C09; 4d; C04, C05
C10; 5d; C09
C11; 12d; M0, C09
C12; 20d; M0
C13; 3d; C11
M1; 0d; C13
C14; 15d; M0, C09
C15; 5d; C14
C16; 12d; C11
C17; 5d; C16
C18; 10d; C05
C19; 8d; C18, C09
C20; 5d; C10
C21; 6d; C12, C15, C17, C19, C20
C22; 5d; C21
M2; 0d; C22
C23; 5d; C06, M0
C24; 5d; C23
C25; 6d; C23
C26; 10d; C24, C25
C27; 4d; C26, C13
C28; 3d; C27 FS+2d
M3; 0d; C28
C29; 5d; C13
C30; 8d; C21, C28, C29
C31; 5d; C30
C32; 8d; C13
C33; 6d; C07, M0
C34; 5d; C22, C03, C31
C35; 1d; C31, C32, C33, C34
M4; 0d; C35
"""

_WAVE = """
W{n}-1; 1d; {gate}
W{n}-2; 4d; W{n}-1
W{n}-3; 3d; W{n}-2
W{n}-4; 2d; W{n}-1
W{n}-5; 2d; W{n}-4
W{n}-6; 4d; W{n}-5
W{n}-7; 4d; W{n}-3
W{n}-8; 1d; W{n}-6, W{n}-7
W{n}-9; {buffer}; W{n}-8
W{n}-10; 1d; W{n}-9
W{n}-11; {hypercare}; W{n}-10
W{n}-12; 1d; W{n}-11
M{reached}; 0d; W{n}-12
"""

_CLOSE = """
C36; 5d; W3-11
C37; 5d; W3-12
C38; 3d; C37
C39; 1d; C36, C38
M8; 0d; C39
"""

ENTERPRISE = (
    _DISCOVERY_TO_READY
    + _WAVE.format(n=1, gate="M4", reached=5, buffer="4d", hypercare="10d")
    + _WAVE.format(n=2, gate="M5", reached=6, buffer="4d", hypercare="5d")
    + _WAVE.format(n=3, gate="M6", reached=7, buffer="3d", hypercare="5d")
    + _CLOSE
)

ENTERPRISE_CALENDAR = {"holidays": ["2027-05-03", "2027-05-31", "2027-08-30"]}
