<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Hooks;

use NiceNicCompanion\Whmcs\CauseTexts;
use NiceNicCompanion\Whmcs\Log\ActivityLog;
use NiceNicCompanion\Whmcs\Log\Redactor;
use NiceNicCompanion\Whmcs\Sidecar\SidecarFailure;
use NiceNicCompanion\Whmcs\State\StateFile;
use NiceNicCompanion\Whmcs\State\StatusNote;
use NiceNicCompanion\Whmcs\Texts;

/**
 * Tells the administrators of a sidecar that is dead, which cannot do that itself: once an outage, and once when it is
 * over, both again when the mail could not go out; not during maintenance. Where the count cannot be kept it stays silent but for a line in the activity log a
 * day: with every run beginning anew it would mail every five minutes or not know when to stop.
 */
final class SidecarWatch
{
    /** @var Redactor */
    private $redactor;

    public function __construct(Redactor $redactor)
    {
        $this->redactor = $redactor;
    }

    /** How long the sidecar has been failing. */
    public static function outage(): Outage
    {
        return Outage::fromNote(self::file()->read());
    }

    /**
     * @param bool $isDaily whether a line may go to the activity log
     */
    public function failed(SidecarFailure $failure, bool $isDaily): void
    {
        $outage = self::outage()->afterFailure(time(), $failure->causeCode);
        $seen = $this->redactor->text($failure->getMessage());
        $isToBeTold = $outage->isToBeTold() && !self::isSilenced();
        // Noted before it is told: a note that cannot be written must not become a mail with every run. As not told, so
        // that a run that ends on the way leaves it to a later one.
        $noted = $isToBeTold ? $outage->notTold() : $outage;
        if (!self::file()->write($noted->note())) {
            if ($isDaily) {
                ActivityLog::note(Texts::say('module:outage.not_kept', [
                    'folder' => StateFile::folder(),
                    'seen' => $seen,
                ]));
            }

            return;
        }
        if ($isToBeTold) {
            $subject = Texts::say('module:outage.subject', ['title' => CauseTexts::title($failure->causeCode)]);
            $text = Texts::say('module:outage.text', [
                'since' => Texts::time($outage->since),
                'runs' => $outage->failedRuns,
                'seen' => $seen,
            ]);
            if ((new AdminMessage($subject, $text, AdminMessage::BAD))->send() === '') {
                self::file()->write($outage->told()->note());
                // No longer true.
                self::recoveryFile()->remove();
            }
        }
    }

    public function reached(): void
    {
        $outage = self::outage();
        if ($outage->failedRuns > 0) {
            $outage = $outage->afterAnswer();
            if (!$outage->isOver()) {
                self::file()->write($outage->note());

                return;
            }
            // Before the outage is forgotten: a run that ends between the two must not leave it at the bad news. Also of
            // one that nobody could be told of while it lasted.
            $isToBeTold = $outage->wasTold() || ($outage->isCertain() && !self::isSilenced());
            if ($isToBeTold && !self::keep(Recovery::of($outage, time()))) {
                return;
            }
            if (!self::file()->remove()) {
                return;
            }
        }
        $this->tellRecovery();
    }

    /** Nothing of all that is about anything any more. */
    public static function forget(): void
    {
        self::file()->remove();
        self::recoveryFile()->remove();
    }

    private function tellRecovery(): void
    {
        $recovery = Recovery::fromNote(self::recoveryFile()->read());
        if ($recovery === null) {
            return;
        }
        $recovery = $recovery->afterRun();
        $isToBeTold = $recovery->isToBeTold();
        // As with the outage: noted first, and as not told.
        if (!self::keep($isToBeTold ? $recovery->notTold() : $recovery) || !$isToBeTold) {
            return;
        }
        $text = Texts::say('module:outage.over', [
            'lasted' => Texts::duration($recovery->until - $recovery->since),
            'since' => Texts::time($recovery->since),
        ]);
        if ((new AdminMessage(Texts::say('module:outage.over_subject'), $text, AdminMessage::GOOD))->send() === '') {
            self::recoveryFile()->remove();
        }
    }

    private static function keep(Recovery $recovery): bool
    {
        return self::recoveryFile()->write($recovery->note());
    }

    /** In maintenance, by what the sidecar said last: it may be what the maintenance is about. */
    private static function isSilenced(): bool
    {
        $status = StatusNote::read();

        return $status !== null && $status->isPaused(time());
    }

    private static function file(): StateFile
    {
        return new StateFile('sidecar-outage');
    }

    private static function recoveryFile(): StateFile
    {
        return new StateFile('sidecar-recovery');
    }
}
