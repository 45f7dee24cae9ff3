// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {Ownable2Step} from "@openzeppelin/contracts/access/Ownable2Step.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {Pausable} from "@openzeppelin/contracts/utils/Pausable.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {EventSequence} from "./EventSequence.sol";

/// Flexible staking of one ERC-20 in seasons. A season is funded whole before it starts and pays its reward linearly,
/// second by second, to whoever is staked in that second, in proportion. Nobody acts for somebody else: the caller owns
/// the position, pays for it and is paid.
///
/// Where every token stands: `totalStaked` is principal, `ledger.liability` is earned and not yet paid, `ledger.reserve`
/// belongs to seconds that are still to come or that nobody was staked in. Rewards never come out of principal.
///
/// Every event of an account carries `seq`, contiguous over Staked, Withdrawn and RewardClaimed of all accounts, whose
/// last value is storage slot 0 (`EventSequence`). `seasonId` counts from 1; 0 is a time without a season.
contract SeasonStaking is EventSequence, Ownable2Step, Pausable, ReentrancyGuardTransient {
    using SafeERC20 for IERC20;

    struct Season {
        uint64 start; // first second that pays, Unix time
        uint64 end; // first second that does not pay any more
        uint128 reward; // of the whole season
    }

    struct Position {
        uint256 balance;
        uint256 owed; // earned up to `accumulated` and not yet paid
        uint256 accumulated; // ledger.accumulated when `owed` was last brought up to date
    }

    struct Ledger {
        uint256 accumulated; // reward of one staked unit since the beginning, times PRECISION; never falls
        uint256 liability;
        uint256 reserve;
        uint64 accruedAt; // everything above is true for this time
        uint64 cursor; // index of the first season that had not ended then
    }

    uint256 private constant PRECISION = 1e27;
    /// Seasons that have not ended: what bounds the loops of accrual.
    uint256 public constant MAX_OPEN_SEASONS = 16;
    /// A season ends within this time from its creation: a date in milliseconds must not lock its reward away.
    uint256 public constant MAX_HORIZON = 3 * 365 days;

    IERC20 public immutable token;
    /// A position is either empty or at least this large, so that a crumb cannot blow `accumulated` up.
    uint256 public immutable minStake;

    mapping(address account => Position) public positions;
    uint256 public totalStaked;
    /// Sum of all positions' `owed`.
    uint256 public totalOwed;
    Ledger public ledger;
    Season[] private _seasons;

    event Staked(
        address indexed account,
        uint256 indexed seasonId,
        uint64 seq,
        uint256 amount,
        uint256 balance,
        uint256 totalStaked
    );
    event Withdrawn(
        address indexed account,
        uint256 indexed seasonId,
        uint64 seq,
        uint256 amount,
        uint256 balance,
        uint256 totalStaked
    );
    event RewardClaimed(address indexed account, uint256 indexed seasonId, uint64 seq, uint256 amount);
    event SeasonCreated(uint256 indexed seasonId, uint64 start, uint64 end, uint256 reward);
    event SeasonCancelled(uint256 indexed seasonId, uint256 refunded);
    event UnallocatedSwept(address indexed to, uint256 amount);
    event Rescued(address indexed token, address indexed to, uint256 amount);

    error ZeroAmount();
    error ZeroAddress();
    error NothingToClaim();
    error NothingStaked();
    error ExceedsBalance(uint256 balance, uint256 requested);
    error BelowMinimum(uint256 balance, uint256 minimum);
    error ExceedsSurplus(uint256 surplus, uint256 requested);
    error SeasonInThePast(uint64 start, uint256 earliest);
    error SeasonTooShortOrFar(uint64 start, uint64 end);
    error RewardTooLarge(uint256 reward);
    error TooManySeasons();
    error NoSeasonToCancel();
    error OwnerIsNeeded();

    constructor(IERC20 token_, uint256 minStake_, address owner_) Ownable(owner_) {
        if (address(token_) == address(0)) revert ZeroAddress();
        if (minStake_ == 0) revert ZeroAmount();
        token = token_;
        minStake = minStake_;
    }

    // ---- for accounts ----

    /// Adds to the caller's position what the contract receives, which is less than `amount` if the token takes a fee.
    function stake(uint256 amount) external whenNotPaused nonReentrant {
        _stake(amount);
    }

    /// `stake` with an EIP-2612 signature instead of an approval, if the token knows it. A permit that somebody else has
    /// sent before does no harm: the allowance is what decides.
    function stakeWithPermit(uint256 amount, uint256 deadline, uint8 v, bytes32 r, bytes32 s)
        external
        whenNotPaused
        nonReentrant
    {
        try IERC20Permit(address(token)).permit(msg.sender, address(this), amount, deadline, v, r, s) {} catch {}
        _stake(amount);
    }

    /// Returns part of the caller's stake, or all of it. Rewards stay owed.
    function withdraw(uint256 amount) external nonReentrant {
        if (amount == 0) revert ZeroAmount();
        Position storage position = _settle(msg.sender);
        if (amount > position.balance) revert ExceedsBalance(position.balance, amount);
        _release(position, amount);
        token.safeTransfer(msg.sender, amount);
    }

    /// Pays what the caller has earned.
    function claim() external nonReentrant returns (uint256 paid) {
        paid = _collect(_settle(msg.sender));
        if (paid == 0) revert NothingToClaim();
        token.safeTransfer(msg.sender, paid);
    }

    /// Pays what the caller has earned and returns the whole stake: up to two events.
    function exit() external nonReentrant {
        Position storage position = _settle(msg.sender);
        uint256 paid = _collect(position);
        uint256 amount = position.balance;
        if (amount + paid == 0) revert NothingStaked();
        if (amount != 0) _release(position, amount);
        token.safeTransfer(msg.sender, amount + paid);
    }

    /// Returns the whole stake and gives up what it has earned. Runs none of the code that computes rewards: whatever is
    /// wrong there, principal leaves.
    function emergencyWithdraw() external nonReentrant {
        Position storage position = positions[msg.sender];
        uint256 amount = position.balance;
        if (amount == 0) revert NothingStaked();
        totalOwed -= Math.min(totalOwed, position.owed);
        position.owed = 0;
        _release(position, amount);
        token.safeTransfer(msg.sender, amount);
    }

    // ---- for the owner ----

    /// Adds a season after the last one and takes its reward from the owner now. Its reward is what arrives.
    function createSeason(uint64 start, uint64 end, uint256 reward)
        external
        onlyOwner
        whenNotPaused
        nonReentrant
        returns (uint256 seasonId)
    {
        _accrue();
        uint256 count = _seasons.length;
        uint256 earliest = count == 0 ? 0 : _seasons[count - 1].end;
        earliest = Math.max(earliest, block.timestamp);
        if (start < earliest) revert SeasonInThePast(start, earliest);
        if (end <= start || end > block.timestamp + MAX_HORIZON) revert SeasonTooShortOrFar(start, end);
        if (count - ledger.cursor >= MAX_OPEN_SEASONS) revert TooManySeasons();
        uint256 received = _receive(reward);
        // With this bound `accumulated` stays below 2^218 a season, whatever minStake is.
        if (received > type(uint128).max) revert RewardTooLarge(received);
        // forge-lint: disable-next-line(unsafe-typecast)
        _seasons.push(Season({start: start, end: end, reward: uint128(received)}));
        ledger.reserve += received;
        seasonId = count + 1;
        emit SeasonCreated(seasonId, start, end, received);
    }

    /// Takes the last season back before it starts, and its reward with it.
    function cancelLastSeason() external onlyOwner nonReentrant {
        _accrue();
        uint256 seasonId = _seasons.length;
        if (seasonId == 0 || _seasons[seasonId - 1].start <= block.timestamp) revert NoSeasonToCancel();
        uint256 reward = _seasons[seasonId - 1].reward;
        _seasons.pop();
        ledger.reserve -= reward;
        emit SeasonCancelled(seasonId, reward);
        token.safeTransfer(msg.sender, reward);
    }

    /// Pays out what no season needs and nobody is owed: the reward of seconds in which nobody was staked and, while
    /// nobody is staked at all, what rounding and emergency exits have left.
    function sweepUnallocated(address to) external onlyOwner nonReentrant returns (uint256 amount) {
        if (to == address(0)) revert ZeroAddress();
        _accrue();
        if (totalStaked == 0) {
            ledger.reserve += ledger.liability - totalOwed;
            ledger.liability = totalOwed;
        }
        amount = ledger.reserve - _unspent(ledger.cursor);
        if (amount == 0) revert ZeroAmount();
        ledger.reserve -= amount;
        emit UnallocatedSwept(to, amount);
        token.safeTransfer(to, amount);
    }

    /// Returns tokens that were sent here by mistake. Of the staked token only what is above principal and rewards.
    function rescue(IERC20 stray, address to, uint256 amount) external onlyOwner nonReentrant {
        if (to == address(0)) revert ZeroAddress();
        if (amount == 0) revert ZeroAmount();
        if (address(stray) == address(token)) {
            uint256 surplus = token.balanceOf(address(this)) - totalStaked - ledger.liability - ledger.reserve;
            if (amount > surplus) revert ExceedsSurplus(surplus, amount);
        }
        emit Rescued(address(stray), to, amount);
        stray.safeTransfer(to, amount);
    }

    /// Stops new stakes and seasons. Never stops an exit, a claim or the accrual of rewards.
    function pause() external onlyOwner {
        _pause();
    }

    function unpause() external onlyOwner {
        _unpause();
    }

    /// Without an owner unallocated rewards could never leave, so the owner can only be replaced.
    function renounceOwnership() public view override onlyOwner {
        revert OwnerIsNeeded();
    }

    // ---- views ----

    /// What `claim` would pay `account` now.
    function pendingReward(address account) external view returns (uint256) {
        return _earned(positions[account], _accruedLedger().accumulated);
    }

    function season(uint256 seasonId) external view returns (Season memory) {
        return _seasons[seasonId - 1];
    }

    function seasonCount() external view returns (uint256) {
        return _seasons.length;
    }

    /// The season that pays in this second, or 0.
    function currentSeason() public view returns (uint256) {
        uint256 count = _seasons.length;
        for (uint256 i = ledger.cursor; i < count; ++i) {
            if (block.timestamp < _seasons[i].start) return 0;
            if (block.timestamp < _seasons[i].end) return i + 1;
        }
        return 0;
    }

    // ---- positions ----

    function _stake(uint256 amount) private {
        Position storage position = _settle(msg.sender);
        uint256 received = _receive(amount);
        uint256 balance = position.balance + received;
        if (balance < minStake) revert BelowMinimum(balance, minStake);
        position.balance = balance;
        totalStaked += received;
        emit Staked(msg.sender, currentSeason(), _nextSeq(), received, balance, totalStaked);
    }

    /// Takes `amount` out of the caller's position; the transfer is the caller's next step.
    function _release(Position storage position, uint256 amount) private {
        uint256 balance = position.balance - amount;
        if (balance != 0 && balance < minStake) revert BelowMinimum(balance, minStake);
        position.balance = balance;
        totalStaked -= amount;
        emit Withdrawn(msg.sender, currentSeason(), _nextSeq(), amount, balance, totalStaked);
    }

    /// Takes everything owed out of the caller's position; the transfer is the caller's next step. 0 without an event.
    function _collect(Position storage position) private returns (uint256 paid) {
        paid = position.owed;
        if (paid == 0) return 0;
        position.owed = 0;
        totalOwed -= paid;
        ledger.liability -= paid;
        emit RewardClaimed(msg.sender, currentSeason(), _nextSeq(), paid);
    }

    /// What arrives, which is not `amount` when the token takes a fee.
    function _receive(uint256 amount) private returns (uint256 received) {
        if (amount == 0) revert ZeroAmount();
        uint256 before = token.balanceOf(address(this));
        token.safeTransferFrom(msg.sender, address(this), amount);
        received = token.balanceOf(address(this)) - before;
        if (received == 0) revert ZeroAmount();
    }

    // ---- accrual ----

    function _settle(address account) private returns (Position storage position) {
        _accrue();
        position = positions[account];
        uint256 owed = _earned(position, ledger.accumulated);
        totalOwed += owed - position.owed;
        position.owed = owed;
        position.accumulated = ledger.accumulated;
    }

    function _earned(Position storage position, uint256 accumulated) private view returns (uint256) {
        return position.owed + Math.mulDiv(position.balance, accumulated - position.accumulated, PRECISION);
    }

    function _accrue() private {
        ledger = _accruedLedger();
    }

    /// The ledger as it is in this second. All that the seasons have released moves to `liability`, not the sum of what
    /// accounts can claim of it: each of those is rounded down, and the sum could exceed what their total rounds to.
    function _accruedLedger() private view returns (Ledger memory accrued) {
        accrued = ledger;
        uint256 count = _seasons.length;
        while (accrued.cursor < count) {
            Season memory current = _seasons[accrued.cursor];
            if (block.timestamp <= current.start) break;
            uint256 released = _released(current, block.timestamp) - _released(current, accrued.accruedAt);
            if (totalStaked != 0) {
                accrued.accumulated += Math.mulDiv(released, PRECISION, totalStaked);
                accrued.liability += released;
                accrued.reserve -= released;
            }
            if (block.timestamp < current.end) break;
            ++accrued.cursor;
        }
        // forge-lint: disable-next-line(unsafe-typecast)
        accrued.accruedAt = uint64(block.timestamp);
    }

    /// How much of its reward a season has released by `time`. Differences of this sum up to the reward exactly.
    function _released(Season memory season_, uint256 time) private pure returns (uint256) {
        if (time <= season_.start) return 0;
        if (time >= season_.end) return season_.reward;
        return uint256(season_.reward) * (time - season_.start) / (season_.end - season_.start);
    }

    /// What the seasons from index `first` on have not released yet.
    function _unspent(uint256 first) private view returns (uint256 amount) {
        uint256 count = _seasons.length;
        for (uint256 i = first; i < count; ++i) {
            amount += _seasons[i].reward - _released(_seasons[i], block.timestamp);
        }
    }
}
