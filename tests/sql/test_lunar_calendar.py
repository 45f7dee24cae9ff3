"""The lunar months against the sky: each begins on the day, in Korea, on which the moon is new.

The moment of the new moon is Meeus, Astronomical Algorithms (2nd ed.), chapter 49, whose series is good to a minute or two.
"""
import datetime
import math


def new_moon(k: int) -> float:
    """The Julian day, in dynamical time, of the k-th new moon after January 2000."""
    t = k / 1236.85
    e = 1 - 0.002516 * t - 0.0000074 * t * t
    sun, moon, latitude, node = (math.radians(a + b * k + c * t * t) for a, b, c in (
        (2.5534, 29.10535670, -0.0000014), (201.5643, 385.81693528, 0.0107582), (160.7108, 390.67050284, -0.0016118),
        (124.7746, -1.56375588, 0.0020672)))
    terms = ((-0.40720, 1, 0, 0, 0), (0.17241, 0, 1, 0, 1), (0.01608, 2, 0, 0, 0), (0.01039, 0, 0, 2, 0), (0.00739, 1, -1, 0, 1),
             (-0.00514, 1, 1, 0, 1), (0.00208, 0, 2, 0, 2), (-0.00111, 1, 0, -2, 0), (-0.00057, 1, 0, 2, 0), (0.00056, 2, 1, 0, 1),
             (-0.00042, 3, 0, 0, 0), (0.00042, 0, 1, 2, 1), (0.00038, 0, 1, -2, 1), (-0.00024, 2, -1, 0, 1))
    return (2451550.09766 + 29.530588861 * k + 0.00015437 * t * t - 0.00017 * math.sin(node)
            + sum(c * e ** power * math.sin(m * moon + s * sun + f * latitude) for c, m, s, f, power in terms))


def in_korea(julian_day: float) -> datetime.datetime:
    """On the clock of the 135th meridian; dynamical time was ahead by -3 s in 1900 and is by about 70 s now."""
    seconds = (julian_day - 2451545.0) * 86400 - 60
    return datetime.datetime(2000, 1, 1, 12) + datetime.timedelta(seconds=seconds, hours=9)


def test_months_begin_with_the_new_moon(admin):
    cursor = admin.cursor()
    cursor.execute("select starts_on from lunar_month order by starts_on")
    months = [day for (day,) in cursor.fetchall()]
    moons = [in_korea(new_moon(k)) for k in range(-1240, 640)]
    by_day = {moon.date(): moon for moon in moons}
    strange = []
    for day in months:
        if day in by_day:
            continue
        near = min(moons, key=lambda moon: abs(moon - datetime.datetime.combine(day, datetime.time(12))))
        midnight = datetime.datetime.combine(max(day, near.date()), datetime.time())
        strange.append((day, abs((near - midnight).total_seconds()) / 60))
    # Until 1911, and from 1954 to 1961, Korea's clock was half an hour behind, and its calendar was made for yet another meridian before that.
    assert all(minutes < 70 for _, minutes in strange), strange
    assert not [day for day, minutes in strange if day.year >= 1962 and minutes > 3], strange
    assert len(strange) < 0.02 * len(months), strange


def test_months_follow_the_sky_without_a_gap(admin):
    cursor = admin.cursor()
    cursor.execute("select lunar_year, month, leap from lunar_month order by starts_on")
    rows = cursor.fetchall()
    for (year, month, _), (next_year, next_month, next_leap) in zip(rows, rows[1:]):
        expected = (year, month) if next_leap else (year + month // 12, month % 12 + 1)
        assert (next_year, next_month) == expected
