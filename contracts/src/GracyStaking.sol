// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {GracyToken} from "./GracyToken.sol";

/// Flexible staking of the Gracy token for the local chain: a fixed rate a second on what is staked, paid out of a
/// reserve that somebody funded before, never out of another account's stake.
///
/// Every event of an account carries `seq`, contiguous from 1 over the whole contract, whose last value stands in
/// storage slot 0: a reader who holds 1..eventSeq knows that nothing is missing.
contract GracyStaking {
    /// Number of Stake, Claim and Withdraw events so far. First in storage on purpose (slot 0).
    uint256 public eventSeq;

    GracyToken public immutable token;
    /// Reward a second for each staked token, as a fraction of 1e18.
    uint256 public immutable rate;

    struct Position {
        uint256 staked;
        uint256 owed; // reward earned up to `since` and not yet paid
        uint256 since;
    }

    mapping(address account => Position) public positions;
    uint256 public totalStaked;
    uint256 public reserve;

    event Stake(address indexed account, uint256 amount, uint256 seq);
    event Claim(address indexed account, uint256 amount, uint256 seq);
    event Withdraw(address indexed account, uint256 amount, uint256 seq);
    event Fund(address indexed from, uint256 amount);

    error ZeroAmount();
    error NothingToClaim();
    error ExceedsStake(uint256 staked, uint256 requested);
    error TransferFailed();

    constructor(GracyToken token_, uint256 rate_) {
        token = token_;
        rate = rate_;
    }

    /// Adds to the reserve that rewards are paid from.
    function fund(uint256 amount) external {
        if (amount == 0) revert ZeroAmount();
        reserve += amount;
        emit Fund(msg.sender, amount);
        if (!token.transferFrom(msg.sender, address(this), amount)) revert TransferFailed();
    }

    function stake(uint256 amount) external {
        if (amount == 0) revert ZeroAmount();
        Position storage position = _accrue(msg.sender);
        position.staked += amount;
        totalStaked += amount;
        emit Stake(msg.sender, amount, ++eventSeq);
        if (!token.transferFrom(msg.sender, address(this), amount)) revert TransferFailed();
    }

    /// Pays what the account has earned, as far as the reserve reaches; the rest stays owed.
    function claim() external returns (uint256 paid) {
        paid = _claim(_accrue(msg.sender));
        if (paid == 0) revert NothingToClaim();
        if (!token.transfer(msg.sender, paid)) revert TransferFailed();
    }

    /// Returns part of the stake, or all of it. Never depends on the reserve: a stake can always leave.
    function withdraw(uint256 amount) external {
        if (amount == 0) revert ZeroAmount();
        _withdraw(_accrue(msg.sender), amount);
        if (!token.transfer(msg.sender, amount)) revert TransferFailed();
    }

    /// Claims and withdraws everything in one transaction, which then carries two events when a reward is paid.
    function exit() external {
        Position storage position = _accrue(msg.sender);
        uint256 staked = position.staked;
        if (staked == 0) revert ZeroAmount();
        uint256 paid = _claim(position);
        _withdraw(position, staked);
        if (!token.transfer(msg.sender, paid + staked)) revert TransferFailed();
    }

    /// What `claim` would pay if the reserve reached for all of it.
    function pendingReward(address account) external view returns (uint256) {
        Position storage position = positions[account];
        return position.owed + _earned(position);
    }

    function _claim(Position storage position) private returns (uint256 paid) {
        paid = position.owed < reserve ? position.owed : reserve;
        if (paid == 0) return 0;
        position.owed -= paid;
        reserve -= paid;
        emit Claim(msg.sender, paid, ++eventSeq);
    }

    function _withdraw(Position storage position, uint256 amount) private {
        if (position.staked < amount) revert ExceedsStake(position.staked, amount);
        position.staked -= amount;
        totalStaked -= amount;
        emit Withdraw(msg.sender, amount, ++eventSeq);
    }

    function _accrue(address account) private returns (Position storage position) {
        position = positions[account];
        position.owed += _earned(position);
        position.since = block.timestamp;
    }

    function _earned(Position storage position) private view returns (uint256) {
        return position.staked * rate * (block.timestamp - position.since) / 1e18;
    }
}
